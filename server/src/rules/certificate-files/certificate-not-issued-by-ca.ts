import { isSelfIssued } from '../../core/pem/model/certificate.ts';
import { pathProblems } from '../../core/pem/chain/chain.ts';
import { sameBytes } from '../../core/pem/der/der.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { allowsUsage, dateText, validityAt } from '../../core/pem/model/judgements.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { chainToTrust } from '../../core/deployment/role-chain.ts';
import {
  fileReport,
  isClusterMember,
  roleFile,
  roleShownToMembers,
  type RoleFile,
} from '../../core/deployment/role-files.ts';
import type { Config } from '../../core/config/config.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A certificate was not issued by the CAs that are to verify it',
    citation:
      'OpenSSL, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY; the server does not verify its own certificate when it starts',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    // members that are told so accept any certificate; that has a rule of its own
    if (config.flag('net.tls.allowInvalidCertificates') === true) return;
    const server = roleFile(config, facts, 'certificateKeyFile');
    const shown = roleShownToMembers(config);
    const caOfClients = config.get('net.tls.clusterCAFile') ? 'clusterCAFile' : 'CAFile';
    const shownFile = shown && roleFile(config, facts, shown);
    const isOnePath = shown === 'certificateKeyFile' && caOfClients === 'CAFile';
    // members verify the server they connect to with CAFile, the one that connects to them with clusterCAFile
    if (server) {
      yield* check(
        config,
        facts,
        server,
        'CAFile',
        isOnePath ? ['serverAuth', 'clientAuth'] : ['serverAuth'],
      );
    }
    if (shownFile && !isOnePath) yield* check(config, facts, shownFile, caOfClients, ['clientAuth']);
  },
);

type Usage = Parameters<typeof allowsUsage>[1];

function* check(
  config: Config,
  facts: Facts,
  file: RoleFile,
  authority: 'CAFile' | 'clusterCAFile',
  usages: readonly Usage[],
): Iterable<Report> {
  const trust = roleFile(config, facts, authority);
  const { own } = identityIn(file.pem);
  const chain = trust && chainToTrust(file, trust, facts);
  if (!chain || !own || trust.pem.certificates.length === 0) return;
  const { path, missing } = chain;
  const anchors = trust.pem.certificates.map(({ certificate }) => certificate);
  const last = path.at(-1) ?? own.certificate;
  // a lone server is verified by clients, with a CA file of theirs
  const options = isClusterMember(config)
    ? { block: own.block }
    : { block: own.block, severity: 'info' as const };
  const who = isClusterMember(config) ? 'members' : 'clients with the same CA file';
  if (missing) {
    // without a root of its own the CA file is at fault, not the certificate
    if (anchors.includes(last) && !anchors.some((anchor) => isSelfIssued(anchor))) return;
    const chain =
      path.length === 1
        ? 'The certificate'
        : `The chain of the certificate, up to "${readableName(last.subject)}",`;
    yield fileReport(
      file,
      `${chain} was issued by "${readableName(missing)}", which is not in ${authority}; the server starts, but ${who} refuse its certificate.`,
      options,
    );
    return;
  }
  if (!anchors.some((anchor) => sameBytes(anchor.der, last.der))) {
    yield fileReport(
      file,
      `The chain of the certificate ends at "${readableName(last.subject)}", which is in this file but not in ${authority}, so it is not trusted; ${who} refuse it.`,
      options,
    );
    return;
  }
  for (const { message, toleratedByOpenSsl } of pathProblems(path)) {
    if (!toleratedByOpenSsl)
      yield fileReport(file, `${message} The server starts, but ${who} refuse the certificate.`, options);
  }
  // the dates of what is in the CA file have a rule of their own
  for (const issuer of path.slice(1).filter((step) => !anchors.includes(step))) {
    const state = validityAt(issuer, facts.now);
    if (state === 'valid') continue;
    const dates =
      state === 'expired'
        ? `expired on ${dateText(issuer.notAfter)}`
        : `is not valid before ${dateText(issuer.notBefore)}`;
    yield fileReport(
      file,
      `"${readableName(issuer.subject)}", a CA in the chain of the certificate, ${dates}; the server starts, but ${who} refuse the certificate.`,
      { ...options, block: file.pem.certificates.find(({ certificate }) => certificate === issuer)?.block },
    );
  }
  // OpenSSL asks for the usage all the way up; what the certificate itself is for has rules of its own
  for (const issuer of path.slice(1)) {
    const lacking = usages.filter((usage) => !allowsUsage(issuer, usage));
    if (lacking.length === 0) continue;
    yield fileReport(
      file,
      `"${readableName(issuer.subject)}" issued a certificate of the chain, and its own extended key usage lacks ${lacking.join(' and ')}, which then no certificate below it has; ${who} refuse the certificate.`,
      options,
    );
  }
}
