import { allowsUsage } from '../../core/pem/model/judgements.ts';
import { valuesOf } from '../../core/pem/der/name.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { fileReport, roleFile, roleShownToMembers } from '../../core/deployment/role-files.ts';

/** Organizations of public CAs, as issuers are named. Browsers ask all of them to issue for servers only. */
const publicAuthorities: readonly string[] = [
  "Let's Encrypt",
  'Google Trust Services',
  'Google Trust Services LLC',
  'DigiCert Inc',
  'Sectigo Limited',
  'ZeroSSL',
  'GlobalSign nv-sa',
  'GoDaddy.com, Inc.',
  'Starfield Technologies, Inc.',
  'Entrust, Inc.',
  'IdenTrust',
  'Amazon',
  'SSL Corporation',
  'Buypass AS-983163327',
];

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'Members show each other a certificate of a public CA, which will be renewed without clientAuth',
    citation:
      "Let's Encrypt, Ending TLS Client Authentication Certificate Support in 2026; MongoDB manual, member certificates",
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    if (config.flag('net.tls.allowInvalidCertificates') === true) return;
    const role = roleShownToMembers(config);
    const file = role && roleFile(config, facts, role);
    const own = file && identityIn(file.pem).own;
    // without clientAuth it is too late for a warning: certificate-without-client-auth
    if (!file || !own || !allowsUsage(own.certificate, 'clientAuth')) return;
    const issuer = valuesOf(own.certificate.issuer, 'O').find((name) => publicAuthorities.includes(name));
    if (issuer === undefined) return;
    yield fileReport(
      file,
      `The certificate is of ${issuer}, and public CAs stop issuing clientAuth, which members need of each other: once renewed without it, members refuse it. Before that, name one of a CA of your own as clusterFile, with that CA as clusterCAFile.`,
      { block: own.block },
    );
  },
);
