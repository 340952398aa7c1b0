import type { ServerVersion } from '../server/server-version.ts';
import type { Span } from '../text/span.ts';
import type { CommandProgram, Flag } from './command-line.ts';
import type { Words } from './command-words.ts';

/** A place where a program is run: what it is given may be nothing. */
export interface Run {
  readonly program: CommandProgram;
  readonly span: Span;
  readonly flags: readonly Flag[];
  readonly read: Words;
  /** More arguments may come from elsewhere, or it is not known which release runs. */
  readonly open: boolean;
  /** It runs in a container or on another machine. */
  readonly isElsewhere: boolean;
  /** What the image that it names or that the file builds on says of the version. */
  readonly version: ServerVersion | undefined;
}
