import type { Change } from './change-settings.ts';
import { modeChange } from './change-settings.ts';
import type { Refusal } from './plan.ts';
import { pathFor, type PlanPaths } from './plan-options.ts';
import { modeSettings, refusal, type Server } from './server.ts';
import { chainOfTrustRequired, hasNoCertificate, usesSystemCa } from '../security/trust.ts';
import { hasReached } from '../server/server-version.ts';

/** The path that an option gives a member, or why it gives none. */
export function optionPath(
  template: string | undefined,
  option: string,
  what: string,
  server: Server,
): { readonly path: string } | { readonly refused: Refusal } {
  const { member } = server;
  if (template === undefined) {
    const reason = `${member.id} has no ${what}. Name the one it will use with ${option} PATH; {host} and {member} stand for each member's.`;
    return { refused: refusal(server, reason, modeSettings) };
  }
  const path = pathFor(template, member);
  if (path !== undefined) return { path };
  const reason = `No host of ${member.id} is known, so {host} in ${option} stands for nothing. Write "# mongodb-tls: host=NAME:PORT" into its configuration, or use {member}.`;
  return { refused: refusal(server, reason, []) };
}

/** What a member without TLS needs to accept it: mode, certificate and authority; clients need no certificates yet. */
export function allowTlsChanges(
  server: Server,
  paths: PlanPaths,
): { readonly changes: readonly Change[] } | { readonly refused: Refusal } {
  const { config, running, afterRestart } = server;
  const { version } = running;
  const changes: Change[] = [modeChange(config, 'allowTLS', version)];
  // the file is done, and the server has not been restarted since
  if (afterRestart.tlsMode !== undefined && afterRestart.tlsMode !== 'disabled') return { changes };
  if (hasNoCertificate(config)) {
    const named = optionPath(paths.certificateKeyFile, '--certificate-key-file', 'certificate', server);
    if ('refused' in named) return named;
    changes.push({ path: 'net.tls.certificateKeyFile', value: named.path });
  }
  const hasCa = config.get('net.tls.CAFile') !== undefined || usesSystemCa(config) !== false;
  if (!hasCa && (paths.caFile !== undefined || hasReached(version, chainOfTrustRequired))) {
    const named = optionPath(paths.caFile, '--ca-file', 'CA file', server);
    if ('refused' in named) return named;
    changes.push({ path: 'net.tls.CAFile', value: named.path });
  }
  if (paths.clusterFile !== undefined && !config.get('net.tls.clusterFile')) {
    const named = optionPath(paths.clusterFile, '--cluster-file', 'clusterFile', server);
    if ('refused' in named) return named;
    changes.push({ path: 'net.tls.clusterFile', value: named.path });
  }
  if (!config.get('net.tls.allowConnectionsWithoutCertificates')) {
    changes.push({ path: 'net.tls.allowConnectionsWithoutCertificates', value: 'true' });
  }
  return { changes };
}
