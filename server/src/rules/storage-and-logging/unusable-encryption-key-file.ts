import type { Config } from '../../core/config/config.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { KeyFileFault } from '../../core/keyfile/key-file-faults.ts';
import type { Key } from '../../core/keyfile/key-text.ts';
import {
  accessReport,
  keysIn,
  namedKeyFileFaults,
  type NamedKeyFile,
} from '../../core/deployment/named-key-file.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The file with the key for the encrypted storage engine stops the server',
    citation:
      'src/mongo/db/auth/security_file.cpp, which reads it; encryption_key_acquisition.cpp of MongoDB Enterprise, getKeyFromKeyFile: one key of 256 bits in base64',
    programs: ['mongod'],
    needs: ['security.encryptionKeyFile'],
  },
  function* (config, facts) {
    const named = encryptionKeyFile(config, facts);
    if (!named) return;
    const access = accessReport(named, config, facts);
    if (access) yield access;
    if (access || named.fact.state !== 'present') return;
    const { fatal, doubts } = namedKeyFileFaults(named, facts);
    const worse = fatal?.kind === 'length' ? undefined : (fatal ?? doubts.find(({ kind }) => isSecond(kind)));
    const fault = worse ?? sizeFault(keysIn(named, facts)[0]);
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

const keySize = 32;

function sizeFault(key: Key | undefined): KeyFileFault | undefined {
  if (!key || key.bytes === keySize) return undefined;
  const found = key.bytes === undefined ? 'is no base64' : `stands for ${key.bytes} bytes`;
  return {
    kind: 'length',
    span: key.span,
    message: `The key ${found}; it must be ${keySize} bytes in base64, as "openssl rand -base64 ${keySize}" makes them.`,
  };
}

/** The kinds of faults in a keyfile that mean more than one key, as it may have in a rotation. */
function isSecond(kind: string): boolean {
  return kind === 'two-keys' || kind === 'same-twice' || kind === 'too-many';
}
