import { configOfCommand } from '../command-lines/command-config.ts';
import { serverImage, userName, userPassword } from '../command-lines/container.ts';
import { makerOfImage, versionOfImage } from '../command-lines/image.ts';
import type { Span } from '../text/span.ts';
import { serverIn, type FoundCommand } from './container-start.ts';
import { hidden, type Mount } from './mounts.ts';
import type { ComposeService, ServerStart, Variable } from './server-start.ts';

/** What other files say of a service. */
export interface Additions {
  /** The service of the same name in the file that overrides this one, or that this one overrides. */
  readonly other?: ComposeService;
  /** The variables of `.env`, which compose puts into the file. */
  readonly dotEnv: ReadonlyMap<string, string>;
  /** The names of variables in the files that `env_file` names, each with the place where that is named. */
  readonly variables: readonly Variable[];
}

/**
 * A server of a compose file with what other files bring: as compose merges them, a command and an image are replaced by those of the
 * overriding file, variables and mounts by those of the same name or target. Its places stay those of its own file: what another file
 * mounts or sets has that of its service.
 */
export function completedStart(start: ServerStart, service: ComposeService, added: Additions): ServerStart {
  const { other, dotEnv } = added;
  const [last, first] = other && !service.isOverride ? [other, service] : [service, other];
  const image = interpolated(last.image ?? first?.image ?? '', dotEnv);
  const isWritten = image === service.image;
  const mounts = [last, ...(first ? [first] : [])].flatMap((each) =>
    each === service ? each.mounts : each.mounts.map((mount) => elsewhere(mount, start.span)),
  );
  const variables = [
    ...service.variables,
    ...added.variables,
    ...(other?.variables ?? []).map(({ name }) => ({ name, span: start.span })),
  ];
  const runsScript = service.hasCommand || !other ? service.runsScript : other.runsScript;
  const version = isWritten ? start.version : (versionOfImage(image) ?? start.version);
  const completed = serverIn({
    name: start.name,
    program: start.program,
    span: start.span,
    version,
    maker: makerOfImage(image),
    command: commandOf(start, runsScript && serverImage.test(image) ? firstUser(variables) : undefined),
    mounts,
    isWhole: service.isWhole && other?.isWhole !== false,
  });
  return { ...completed, service, ...(start.hosts ? { hosts: start.hosts } : {}) };
}

/** A mount of another file: a text of that is not one of this file. */
function elsewhere(mount: Mount, span: Span): Mount {
  return {
    ...mount,
    span,
    sourceOf: (rest) => {
      const source = mount.sourceOf(rest);
      return source?.kind === 'text' ? hidden : source;
    },
  };
}

/** The place of the variable that makes an image make a first user; it does so only where there is a password, too. */
function firstUser(variables: readonly Variable[]): Span | undefined {
  const isGiven = variables.some(({ name }) => userPassword.test(name));
  return isGiven ? variables.find(({ name }) => userName.test(name))?.span : undefined;
}

/** The command line of a start, perhaps with the first user that its image makes. */
function commandOf(
  { command, flags, version }: ServerStart,
  user: Span | undefined,
): FoundCommand | undefined {
  if (!command || !flags) return undefined;
  const { program } = command;
  if (program !== 'mongod' && program !== 'mongos') return undefined;
  const document = { ...command, program, ...(user && !command.firstUser ? { firstUser: user } : {}) };
  const withUser =
    document.firstUser === command.firstUser
      ? flags
      : configOfCommand({ kind: 'commandline', text: flags.text, commands: [] }, document);
  return { document, flags: withUser ?? flags, ...(version ? { version } : {}) };
}

/** `${NAME}` and `${NAME:-default}` with the values of `.env`. */
function interpolated(text: string, values: ReadonlyMap<string, string>): string {
  if (values.size === 0) return text;
  return text.replace(/\$(?:\{(\w+)(?::?[-?+][^${}]*)?\}|(\w+))/g, (all, braced?: string, bare?: string) => {
    const value = values.get(braced ?? bare ?? '');
    return value === undefined || value === '' ? all : value;
  });
}
