import { parseIp } from '../core/pem/general-name.ts';
import { bareHost, coversHost, hostsOf } from '../core/pem/host-names.ts';
import { identityIn } from '../core/pem/role-faults.ts';
import { defineRule } from '../core/rule.ts';
import { fileReport, roleFile } from '../core/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The certificate of the server does not name the hosts by which it is reached',
    citation: 'RFC 6125; src/mongo/util/net/ssl_manager.cpp, hostNameMatchForX509Certificates',
  },
  function* (config, facts) {
    const file = roleFile(config, facts, 'certificateKeyFile');
    const own = file && identityIn(file.pem).own;
    if (!file || !own) return;
    const names = hostsOf(own.certificate).join(', ') || 'no host';
    const bound = (config.textOf('net.bindIp') ?? '')
      .split(',')
      .map((entry) => entry.trim())
      .filter(isName);
    for (const host of bound) {
      if (coversHost(own.certificate, host)) continue;
      yield fileReport(
        file,
        `The certificate is for ${names}, not for ${host}, to which net.bindIp binds the server; clients that connect to ${host} refuse it.`,
        { block: own.block },
      );
    }
    const hosts = facts.memberHosts.map(bareHost).filter((host) => host !== '');
    const missing = hosts.filter((host) => !coversHost(own.certificate, host));
    if (missing.length === 0) return;
    const addresses = missing.filter((host) => parseIp(host));
    const hint =
      addresses.length > 0 && own.certificate.subjectAltNames
        ? ' An address needs an alternative name of type IP.'
        : '';
    // with a certificate for each member, one of the hosts is enough
    yield missing.length === hosts.length
      ? fileReport(
          file,
          `The certificate is for ${names}, and for none of the hosts by which members and clients reach this deployment (${missing.join(', ')}).${hint}`,
          { block: own.block },
        )
      : fileReport(
          file,
          `The certificate is for ${names}, not for ${missing.join(', ')}; that is right if other members have those names.${hint}`,
          { block: own.block, severity: 'info' },
        );
  },
);

/** Whether an entry of net.bindIp is a name by which others may call the server. */
function isName(entry: string): boolean {
  return /^[\w.-]*[A-Za-z][\w.-]*$/.test(entry) && entry !== 'localhost' && !parseIp(entry);
}
