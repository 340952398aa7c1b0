import { hasReached } from '../server/server-version.ts';
import { waysAround } from './require-tls.ts';
import type { Server } from './server.ts';
import type { ServerChange, StageDraft } from './stage-draft.ts';

/**
 * How servers come to use other certificate files (server-behaviour.md R3): those of 5.0 and later reload them while they run, if
 * their paths stay; all others restart.
 */
export function reload(
  changes: readonly ServerChange[],
  servers: readonly Server[],
): Pick<StageDraft, 'needs' | 'restart' | 'changes'> {
  const isRunning = changes.every(
    ({ server, settings = [] }) => settings.length === 0 && hasReached(server.running.version, '5.0'),
  );
  if (!isRunning) return { needs: waysAround(servers), restart: true, changes };
  return {
    needs: [
      'rotateCertificates reads all certificate files anew, under the paths and with the passphrases of the start: both must have stayed, and every file must be readable. If one is not, the old ones stay in use',
      'Check the dates of new files before: a certificate that is not valid ended the process in releases of 5.0, and may still end it on Windows',
      'Connections that are open keep the certificate they began with',
    ],
    restart: false,
    changes: changes.map((change) => ({ ...change, command: { rotateCertificates: 1 } })),
  };
}

/** Which of a server's certificate files go on under another path, and which are replaced where they are. */
export function newCertificates(
  server: Server,
  named: Readonly<Partial<Record<'certificateKeyFile' | 'clusterFile', string>>>,
): ServerChange {
  const settings: { path: string; value: string }[] = [];
  const replaces: string[] = [];
  for (const role of ['certificateKeyFile', 'clusterFile'] as const) {
    const path = `net.tls.${role}`;
    const present = server.config.textOf(path);
    if (present === undefined) continue;
    const value = named[role];
    if (value !== undefined && value !== present) settings.push({ path, value });
    else if (value === undefined) replaces.push(present);
  }
  return settings.length > 0 ? { server, settings } : { server, replaces };
}

export const rotationChecks = [
  'The logs of 5.0 and later hold id 4913400 and, with the new dates, 4913010 to 4913012 for each rotation',
  'db.serverStatus().security.SSLServerCertificateExpirationDate shows the new date on every member',
  'rs.status() shows no member as unreachable, and the logs hold no new line with id 23256 or 22988',
];
