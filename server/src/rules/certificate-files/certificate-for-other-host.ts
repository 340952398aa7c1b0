import { baseName } from '../../core/text/words.ts';
import { parseIp } from '../../core/pem/der/general-name.ts';
import { bareHost, coversHost, hostsOf, isOwnAddress } from '../../core/pem/model/host-names.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import type { Config } from '../../core/config/config.ts';
import type { Facts } from '../../core/facts/facts.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { fileReport, roleFile } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The certificate of the server does not name the hosts by which it is reached',
    citation: 'RFC 6125; src/mongo/util/net/ssl_manager.cpp, hostNameMatchForX509Certificates',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    const file = roleFile(config, facts, 'certificateKeyFile');
    const own = file && identityIn(file.pem).own;
    if (!file || !own) return;
    const { certificate, block } = own;
    const names = hostsOf(certificate).join(', ') || 'no host';
    const isMissing = (host: string): boolean => !coversHost(certificate, host);
    const memberHosts = facts.memberHosts.map(bareHost).filter((host) => host !== '');

    for (const host of boundTo(config)) {
      if (!isMissing(host) || isOwnAddress(host)) continue;
      const isAddress = parseIp(host) !== undefined;
      // by which names a server at an address is reached may be told by a setting
      if (isAddress && memberHosts.length > 0) continue;
      yield fileReport(
        file,
        isAddress
          ? `The certificate is for ${names}; a client that connects to the address ${host}, to which net.bindIp binds the server, refuses it${needsIp(certificate.subjectAltNames !== undefined)}.`
          : `The certificate is for ${names}, not for ${host}, to which net.bindIp binds the server; clients that connect to ${host} refuse it.`,
        { block, severity: isAddress ? 'info' : 'warning' },
      );
    }

    const missing = memberHosts.filter(isMissing);
    const hint =
      missing.some((host) => parseIp(host)) && certificate.subjectAltNames ? ` An${addressHint}.` : '';
    if (missing.length > 0) {
      // with a certificate for each member, one of the hosts is enough
      yield missing.length === memberHosts.length
        ? fileReport(
            file,
            `The certificate is for ${names}, and for none of the hosts by which members and clients reach this deployment (${missing.join(', ')}).${hint}`,
            { block },
          )
        : fileReport(
            file,
            `The certificate is for ${names}, not for ${missing.join(', ')}; that is right if other members have those names.${hint}`,
            { block, severity: 'info' },
          );
    }
    if (memberHosts.length > 0) return;

    // the same name may stand for several sets, of a test and a production say: one that fits is enough
    const lists = setHosts(config, facts);
    const [longest] = lists.toSorted((a, b) => b.hosts.length - a.hosts.length);
    if (!longest || !lists.every(({ hosts }) => hosts.every(isMissing))) return;
    const { source, set, hosts } = longest;
    yield fileReport(
      file,
      `The certificate is for ${names}, and for none of the hosts of the replica set ${set} that ${source} names (${hosts.join(', ')}); members and clients that connect to these refuse it.`,
      // a shorter list may name only where to begin
      { block, severity: hosts.length < 3 ? 'info' : 'warning' },
    );
  },
);

const addressHint = ' address needs an alternative name of type IP';

function needsIp(hasAlternativeNames: boolean): string {
  return hasAlternativeNames ? `: an${addressHint}` : '';
}

/** The names and addresses of net.bindIp, without sockets and the words for all addresses. */
function boundTo(config: Config): string[] {
  return (config.textOf('net.bindIp') ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => parseIp(entry) !== undefined || /^[\d_.-]*[A-Za-z][\w.-]*$/.test(entry));
}

/** Lists of the members of this server's replica set elsewhere in the workspace. */
function setHosts(
  config: Config,
  { deployment }: Facts,
): { readonly source: string; readonly set: string; readonly hosts: readonly string[] }[] {
  const set = config.textOf('replication.replSetName') ?? config.textOf('replication.replSet');
  return [...(deployment ?? [])].flatMap(([path, { hostLists }]) =>
    hostLists
      .filter(({ replicaSet }) => replicaSet === set)
      .map(({ replicaSet, hosts }) => ({
        source: baseName(path),
        set: replicaSet,
        hosts: hosts.map(bareHost),
      })),
  );
}
