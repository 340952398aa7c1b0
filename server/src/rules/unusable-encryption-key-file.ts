import type { Config } from '../core/models/config.ts';
import type { Facts } from '../core/facts.ts';
import { accessReport, namedKeyFileFaults, type NamedKeyFile } from '../core/named-key-file.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The file with the key for the encrypted storage engine stops the server',
    citation:
      'MongoDB manual, Self-Managed Internal Authentication, keyfiles: a single key; src/mongo/db/auth/security_file.cpp, which reads it',
    programs: ['mongod'],
  },
  function* (config, facts) {
    const named = encryptionKeyFile(config, facts);
    if (!named) return;
    const access = accessReport(named, config, facts);
    if (access) yield access;
    if (access || named.fact.state !== 'present') return;
    const { fatal, doubts } = namedKeyFileFaults(named, facts);
    const fault = fatal?.kind === 'length' ? undefined : (fatal ?? doubts.find(({ kind }) => isSecond(kind)));
    if (!fault) return;
    const message = isSecond(fault.kind)
      ? 'There are several keys in this file, and the encrypted storage engine takes one only.'
      : fault.message;
    yield {
      span: named.setting.valueSpan,
      message: `The server does not start with this key file. ${message}`,
      related: [{ span: fault.span, message, location: named.fact.location }],
    };
  },
);

/** The file, where the server opens it: only with encryption on. */
function encryptionKeyFile(config: Config, { files }: Facts): NamedKeyFile | undefined {
  const setting = config.get('security.encryptionKeyFile');
  if (setting?.text === undefined || config.flag('security.enableEncryption') !== true) return undefined;
  const fact = files.get(setting.text);
  return fact && { setting, path: setting.text, fact };
}

/** The kinds of faults in a keyfile that mean more than one key, as it may have in a rotation. */
function isSecond(kind: string): boolean {
  return kind === 'two-keys' || kind === 'same-twice' || kind === 'too-many';
}
