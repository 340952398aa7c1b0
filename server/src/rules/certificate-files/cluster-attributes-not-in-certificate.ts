import { parseDistinguishedName } from '../../core/pem/model/distinguished-name.ts';
import { attributesLacking } from '../../core/pem/model/member-name.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { fileReport, identityRoles, roleFile } from '../../core/deployment/role-files.ts';
import { platformOf } from '../../core/config/platform.ts';
import { parameter } from '../../core/config/parameters.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The subject of a certificate has not the attributes by which members are to be known',
    citation: 'src/mongo/util/net/ssl_manager.cpp, setClusterAuthX509Config',
    since: '7.0',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    const attributes = config.get('net.tls.clusterAuthX509.attributes');
    if (attributes?.text === undefined || platformOf(config, facts) !== 'linux') return;
    if (parameter(config, 'tlsClusterAuthX509Override')) return;
    const wanted = parseDistinguishedName(attributes.text);
    if (wanted.problem) return;
    for (const role of identityRoles) {
      const file = roleFile(config, facts, role);
      const own = file && identityIn(file.pem).own;
      if (!file || !own) continue;
      const { subject } = own.certificate;
      const missing = attributesLacking(subject, wanted);
      if (missing.length === 0) continue;
      yield fileReport(
        file,
        `The subject of the certificate, "${readableName(subject)}", lacks ${missing.map(({ name, value }) => `${name}=${value}`).join(', ')}, which clusterAuthX509.attributes asks for; the server does not start.`,
        { block: own.block },
      );
    }
  },
);
