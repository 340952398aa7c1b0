import { commandLines } from './hostile/command-lines.ts';
import { configurations } from './hostile/configurations.ts';
import { credentials } from './hostile/credentials.ts';
import type { Hostile } from './hostile/text.ts';

/** Each kind of text that a generator, a mistake or a bad will can make long. */
export const hostile: readonly Hostile[] = [...configurations, ...credentials, ...commandLines];
