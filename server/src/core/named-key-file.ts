import { decodeText } from './decode-text.ts';
import type { FileFact, Facts } from './facts.ts';
import { accessFault } from './key-file-access.ts';
import { isFatal, keyFileFaults, type KeyFileFault } from './key-file-faults.ts';
import { clusterAuth } from './models/cluster-auth.ts';
import type { Config } from './models/config.ts';
import { parseKeyFile } from './models/key-file.ts';
import type { Setting } from './models/setting.ts';

/** The keyfile that a configuration names and its server opens. */
export interface NamedKeyFile {
  readonly setting: Setting;
  readonly path: string;
  readonly fact: FileFact;
}

/** Finds it; undefined where none is named, its path is not known, or members use certificates only (rules.md C9). */
export function namedKeyFile(config: Config, { files }: Facts): NamedKeyFile | undefined {
  const setting = config.get('security.keyFile');
  const { mode } = clusterAuth(config);
  if (setting?.text === undefined || mode === undefined || mode === 'x509') return undefined;
  const fact = files.get(setting.text);
  return fact && { setting, path: setting.text, fact };
}

/** What a server finds wrong with a keyfile that is on this machine; its permissions are looked at first, as the server does. */
export function namedKeyFileFaults(
  { fact }: NamedKeyFile,
  { platform, serverVersion }: Facts,
): { fatal?: string | KeyFileFault; doubts: KeyFileFault[] } {
  if (fact.state !== 'present') return { doubts: [] };
  const access = accessFault(fact.mode, platform);
  if (access !== undefined) return { fatal: access, doubts: [] };
  // before 4.2 the bytes count; any reading of them as single characters will do
  const raw = new TextDecoder('latin1').decode(fact.bytes);
  const faults = keyFileFaults(parseKeyFile(decodeText(fact.bytes), raw), serverVersion);
  const fatal = faults.find(isFatal);
  return { ...(fatal ? { fatal } : {}), doubts: faults.filter((fault) => !isFatal(fault)) };
}
