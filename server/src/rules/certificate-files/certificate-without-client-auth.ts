import { addSetting } from '../../core/fixing/edits.ts';
import type { Config } from '../../core/config/config.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { allowsUsage } from '../../core/pem/model/judgements.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { faultsIn, fileReport, roleShownToMembers, type RoleFile } from '../../core/deployment/role-files.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The certificate that the server shows to other members may not be used by a client',
    citation:
      'MongoDB manual, Configure mongod and mongos for TLS/SSL, member certificates; OpenSSL, crypto/x509/v3_purp.c',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    // members that are told so accept any certificate; that has a rule of its own
    if (config.flag('net.tls.allowInvalidCertificates') === true) return;
    const role = roleShownToMembers(config);
    if (!role) return;
    for (const { file, fault } of faultsIn(config, facts, [role], 'no-client-auth')) {
      // a CA that issues no clientAuth is one thing, a key usage that no TLS can be made with another
      const own = identityIn(file.pem).own?.certificate;
      const canSplit = role === 'certificateKeyFile' && own && !allowsUsage(own, 'clientAuth');
      const advice = !canSplit
        ? ''
        : ' Public CAs no longer issue clientAuth: keep this certificate for clients, and name one of a CA of your own as clusterFile, with that CA as clusterCAFile.';
      const fix = canSplit ? splitFix(config, file) : undefined;
      yield { ...fileReport(file, fault.message + advice, { block: fault.block }), ...(fix ? { fix } : {}) };
    }
  },
);

/** Inserts clusterFile and clusterCAFile beside the certificate; the files are for the user to make. */
function splitFix(config: Config, { setting }: RoleFile): Fix | undefined {
  // what a template puts in, or leaves out, is not known; flags are no lines of a file
  if (config.template || setting.from === 'flag' || !isAbsent(config, 'net.tls.clusterFile'))
    return undefined;
  const folder = /^.*[\\/]/.exec(setting.text ?? '')?.[0] ?? '';
  const wanted = [
    ['net.tls.clusterFile', `${folder}member.pem`],
    ['net.tls.clusterCAFile', `${folder}members-ca.pem`],
  ] as const;
  const edits = wanted
    .filter(([path]) => isAbsent(config, path))
    .map(([path, value]) => addSetting(config, path, value, setting));
  const made = edits.filter((edit) => edit !== undefined);
  if (made.length < edits.length) return undefined;
  return { title: 'Use certificates of a CA of your own between members', safe: false, edits: joined(made) };
}

/** Two insertions at one place become one: edits must not meet. */
function joined(edits: readonly Fix['edits'][number][]): Fix['edits'] {
  const [first, second] = edits;
  if (first === undefined || second?.span[0] !== first.span[0]) return edits;
  return [{ span: first.span, text: first.text + second.text }];
}
