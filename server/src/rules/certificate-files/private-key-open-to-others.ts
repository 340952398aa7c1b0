import { platformOf } from '../../core/config/platform.ts';
import { closingCommand, formatMode } from '../../core/keyfile/key-file-access.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { fileReport, identityRoles, roleFile } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The group or others may read or change an unencrypted private key',
    citation: 'CIS MongoDB 8 Benchmark, permissions of key files; the server itself checks keyfiles only',
    benchmarks: ['CIS 8 v2.0.0: 7.1'],
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    if (platformOf(config, facts) === 'windows') return;
    const seen = new Set<string>();
    for (const role of identityRoles) {
      const file = roleFile(config, facts, role);
      const path = file?.setting.text;
      if (!file || path === undefined || seen.has(path)) continue;
      seen.add(path);
      const fact = facts.files.get(path);
      const key = identityIn(file.pem).key;
      const mode = fact?.state === 'present' ? fact.mode : undefined;
      if (!key || key.key.encryption !== undefined || mode === undefined || (mode & 0o077) === 0) continue;
      const isCopy = path.startsWith('/') && file.location !== path;
      yield {
        ...fileReport(
          file,
          `${who(mode)} the private key in this file (mode ${formatMode(mode)}), which is not encrypted: whoever has it can pass for this server. The server starts all the same; it looks at the mode of keyfiles only.${isCopy ? ' This is the file as it is on this machine.' : ''}`,
          // a group of its own for certificates is a common way to share one file, and a copy has a mode of its own
          { block: key.block, ...(isCopy || (mode & 0o037) === 0 ? { severity: 'info' } : {}) },
        ),
        command: closingCommand(path, '600'),
      };
    }
  },
);

/** Who may do what with a file of this mode, other than its owner. */
function who(mode: number): string {
  const subject = (mode & 0o007) === 0 ? 'Its group' : 'Others than its owner';
  return `${subject} may ${(mode & 0o022) === 0 ? 'read' : 'change'}`;
}
