// dist/language-server.js: the command `mongodb-tls-language-server`.
import { loadPrograms } from './load-programs.ts';

void loadPrograms(__dirname).programs.startLanguageServer();
