// dist/cli.js: the command `mongodb-tls`.
import { loadPrograms } from './load-programs.ts';

loadPrograms(__dirname).programs.runFromShell();
