import type { FileFact, Facts } from '../facts/facts.ts';
import { accessFault, closingCommand } from '../keyfile/key-file-access.ts';
import { isFatal, keyFileFaults, keysOf, type KeyFileFault } from '../keyfile/key-file-faults.ts';
import { clusterAuth } from '../security/cluster-auth.ts';
import type { Config } from '../config/config.ts';
import { parseKeyFileBytes } from '../keyfile/key-file.ts';
import type { Key } from '../keyfile/key-text.ts';
import { platformOf } from '../config/platform.ts';
import type { Setting } from '../config/setting.ts';
import type { Report } from '../findings/finding.ts';

/** The keyfile that a configuration names and its server opens. */
export interface NamedKeyFile {
  readonly setting: Setting;
  readonly path: string;
  readonly fact: FileFact;
}

/** Finds it; undefined where none is named, its path is not known, or members use certificates only (server-behaviour.md C9). */
export function namedKeyFile(config: Config, { files }: Facts): NamedKeyFile | undefined {
  const setting = config.get('security.keyFile');
  const { mode } = clusterAuth(config);
  if (setting?.text === undefined || mode === undefined || mode === 'x509') return undefined;
  const fact = files.get(setting.text);
  return fact && { setting, path: setting.text, fact };
}

/**
 * A report where the server refuses the permissions of a file of keys; it looks at them before it reads the file, and so do we.
 * A copy of the file, in a repository say, has permissions of its own, so there it is a warning.
 */
export function accessReport(
  { setting, path, fact }: NamedKeyFile,
  config: Config,
  facts: Facts,
): Report | undefined {
  const mode = fact.state === 'present' || fact.state === 'unreadable' ? fact.mode : undefined;
  const message = accessFault(mode, platformOf(config, facts));
  if (message === undefined) return undefined;
  const isBound = facts.server?.sourceOf(path) === 'bound';
  const isCopy = fact.state === 'present' && fact.location !== path && !isBound;
  const user = imageUsers[facts.server?.maker ?? ''];
  const owner = user === undefined ? '' : ` and owned by the user ${user} of the image`;
  const remark = isBound
    ? ` The container gets it with these permissions; it has to be closed on this machine${owner}.`
    : ' This is the file as it is on this machine.';
  return {
    span: setting.valueSpan,
    message: isBound || isCopy ? `${message}${remark}` : message,
    command: closingCommand(isBound && fact.state === 'present' ? fact.location : path),
    ...(isCopy ? { severity: 'warning' } : {}),
  };
}

/** The users as which the images of some makers run the server (server-behaviour.md IM3). */
const imageUsers: Readonly<Record<string, number | undefined>> = { official: 999, percona: 1001 };

/** What a server finds wrong with the content of a keyfile that is on this machine. */
export function namedKeyFileFaults(
  { fact }: NamedKeyFile,
  { serverVersion }: Facts,
): { fatal?: KeyFileFault; doubts: KeyFileFault[] } {
  if (fact.state !== 'present') return { doubts: [] };
  const faults = keyFileFaults(parseKeyFileBytes(fact.bytes), serverVersion);
  const fatal = faults.find(isFatal);
  return { ...(fatal ? { fatal } : {}), doubts: faults.filter((fault) => !isFatal(fault)) };
}

/** The keys that a server reads from such a file. */
export function keysIn({ fact }: NamedKeyFile, { serverVersion }: Facts): readonly Key[] {
  return fact.state === 'present' ? keysOf(parseKeyFileBytes(fact.bytes), serverVersion) : [];
}
