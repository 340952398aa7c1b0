import { parseConfig } from '../core/config/config.ts';
import type { Facts } from '../core/facts/facts.ts';
import { lint } from '../core/linting/lint.ts';
import type { Rules } from '../core/linting/lint-options.ts';
import { newestVersion } from '../core/server/server-version.ts';

/** Of each part something, and no fault: what most files are while they are typed. */
const configuration = `# mongod.conf
storage:
  dbPath: /var/lib/mongodb
systemLog:
  destination: file
  logAppend: true
  path: /var/log/mongodb/mongod.log
net:
  port: 27017
  bindIp: 127.0.0.1
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/ssl/mongod.pem
    CAFile: /etc/ssl/ca.pem
security:
  authorization: enabled
replication:
  replSetName: rs0
`;

/** So many judgements, and V8 has compiled what they take. */
const rounds = 120;
/** Milliseconds: nobody who types in the meantime waits for longer than this. */
const slice = 4;

/**
 * Judges a configuration again and again in slices of a few milliseconds, with pauses in which the server answers: the first
 * keystrokes would take several times as long as later ones. Ends by itself; the process need not wait for it.
 */
export function warmUp(rules: Rules, pauseMs = 10): void {
  const facts: Facts = {
    now: 0,
    serverVersion: newestVersion,
    platform: 'linux',
    edition: 'any',
    files: new Map(),
    expiryWarningDays: 30,
    memberHosts: [],
  };
  let round = 0;
  const next = (): void => {
    const end = performance.now() + slice;
    while (round < rounds && performance.now() < end) {
      // each text is another one, as while it is typed
      lint(parseConfig(`${configuration}#${'-'.repeat(round)}`), facts, {}, rules);
      round++;
    }
    if (round < rounds) setTimeout(next, pauseMs).unref();
  };
  setTimeout(next, pauseMs).unref();
}
