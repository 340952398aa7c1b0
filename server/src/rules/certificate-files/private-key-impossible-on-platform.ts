import type { Facts } from '../../core/facts/facts.ts';
import { isGiven } from '../../core/config/presence.ts';
import { platformOf } from '../../core/config/platform.ts';
import type { PrivateKeyIn } from '../../core/pem/model/pem.ts';
import { count } from '../../core/pem/model/judgements.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { fileReport, identityRoles, passwordSetting, roleFile } from '../../core/deployment/role-files.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The TLS library of Windows or macOS does not take the private key in this form',
    citation: 'src/mongo/util/net/ssl_manager_windows.cpp and ssl_manager_apple.cpp',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    const platform = platformOf(config, facts);
    if (platform === 'linux') return;
    for (const role of identityRoles) {
      const file = roleFile(config, facts, role);
      const [key] = file?.pem.keys ?? [];
      if (!file || !key) continue;
      const problem =
        platform === 'windows'
          ? windowsProblem(key)
          : macProblem(file.pem.keys.length, isGiven(config, passwordSetting(role)), facts);
      if (problem !== undefined)
        yield fileReport(file, `${problem}; the server does not start.`, { block: key.block });
    }
  },
);

function windowsProblem({ key }: PrivateKeyIn): string | undefined {
  if (key.encryption !== undefined) {
    return 'The private key is encrypted, which the server on Windows does not support: use the certificate store, or a key in the clear';
  }
  if (key.algorithm === undefined || key.algorithm.startsWith('RSA')) return undefined;
  return `The private key is one of ${key.algorithm}, and the server on Windows reads only RSA keys from files: use the certificate store, or an RSA key`;
}

function macProblem(
  keys: number,
  hasPassword: boolean,
  { serverVersion }: Pick<Facts, 'serverVersion'>,
): string | undefined {
  if (keys > 1)
    return `The file holds ${count(keys, 'private key')}, and the server on macOS takes a file with one only`;
  // older sources were not read for this
  if (!hasPassword || !hasReached(serverVersion, '8.0')) return undefined;
  return 'A password is set for a private key in a PEM file, which the server on macOS does not support: use a PKCS#12 file, or a key in the clear without a password';
}
