import { iniOnlyNamed, optionByFlag } from '../catalogue/catalogue.ts';
import { isServer, type CommandLine, type CommandLines, type Flag } from './command-line.ts';
import type { Config } from '../config/config.ts';
import { settingsOf } from '../config/ini-settings.ts';
import { firstSettings, readFlag, type Setting } from '../config/setting.ts';
import type { Span } from '../text/span.ts';
import { hole, withUnknownValues } from '../config/template.ts';

/**
 * The command line of a server as the configuration that it is, so that rules for settings judge it too. Settings are named by
 * their flags; `partial` where a file or a variable may add to it. undefined for clients.
 */
export function configOfCommand({ text }: CommandLines, command: CommandLine): Config | undefined {
  const { program, flags, complete, conditional, version, firstUser } = command;
  if (!isServer(program)) return undefined;
  const namesFile = flags.some(({ name }) => name === 'config');
  const brought = firstUser && program === 'mongod' ? authOfImage(firstUser) : [];
  const settings = withUnknownValues([...flags.flatMap(settingsOfFlag), ...brought]);
  const byCanonical = firstSettings(settings, conditional);
  return {
    kind: 'config',
    text,
    format: 'flags',
    isWhole: complete && !namesFile,
    program,
    ...(version ? { version } : {}),
    root: null,
    settings,
    ...(firstUser ? { firstStart: { by: 'user', span: firstUser } } : {}),
    problems: [],
    readTo: text.length,
    template: conditional,
    partial: !complete || namesFile || flags.some((flag) => flag.value === undefined && !isSwitch(flag)),
    isConditional: () => conditional,
    get: (canonical) => byCanonical.get(canonical),
    textOf: (canonical) => byCanonical.get(canonical)?.text,
    flag: (canonical) => readFlag(byCanonical.get(canonical)?.text, 'flags'),
  };
}

/** The --auth that the entrypoint of the image adds for its first user, at the variable that names the user. */
function authOfImage(firstUser: Span): Setting[] {
  const entry = { name: 'auth', nameSpan: firstUser, value: '', valueSpan: firstUser };
  return settingsOf(entry, optionByFlag).map((setting) => ({
    ...setting,
    path: '--auth',
    from: 'environment',
  }));
}

/** The settings that a flag stands for, each named as the flag. */
function settingsOfFlag(flag: Flag): Setting[] {
  const { name, span, value, valueSpan } = flag;
  const entry = {
    name,
    nameSpan: span,
    value: isSwitch(flag) ? '' : (value ?? hole),
    // a switch says all by its name
    valueSpan: (isSwitch(flag) ? span : valueSpan) ?? ([span[1], span[1]] as const),
  };
  return settingsOf(entry, optionByFlag).map((setting) =>
    setting.isParameter ? { ...setting, from: 'flag' } : { ...setting, path: `--${name}`, from: 'flag' },
  );
}

/** A flag that takes no value: the word behind it is not its own. What is on by itself can be given one, to switch it off. */
function isSwitch({ name, value = '' }: Flag): boolean {
  const option = optionByFlag(name)?.option;
  if (option?.default === true && /^(?:true|false)$/.test(value)) return false;
  return (option?.type ?? iniOnlyNamed(name)?.type) === 'bool';
}
