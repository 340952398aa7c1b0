import { applyEdits } from '../text/apply-edits.ts';
import { planMigration } from '../fixing/migrate.ts';
import { hasReached } from '../server/server-version.ts';
import type { Refusal } from './plan.ts';
import { refusal, type Server } from './server.ts';
import type { Planner, ServerChange } from './stage-draft.ts';

const oldNames = ['net.ssl.mode', 'net.ssl', 'net.tls', 'net', 'setParameter'];

/** From the ssl names to the tls names of 4.2, after all binaries are of 4.2 or later (server-behaviour.md T6): files only. */
export function renameSsl(): Planner {
  return function* (servers) {
    const changes: ServerChange[] = [];
    const refused: Refusal[] = [];
    for (const server of servers) {
      const { edits, safe, reason } = planMigration(server.config);
      if (edits.length === 0 && safe) continue;
      if (!hasReached(server.running.version, '4.2')) refused.push(tooOld(server));
      else if (!safe) refused.push(refusal(server, reason ?? unclear, oldNames));
      else changes.push({ server, text: applyEdits(server.config.text, edits) });
    }
    if (refused.length > 0) {
      yield { refused };
      return;
    }
    yield {
      title: 'Files with the names of 4.2',
      needs: [
        'Every binary is of 4.2 or later, and none will go back: servers before 4.2 do not start with net.tls',
      ],
      restart: false,
      changes,
      verify: [
        'mongodb-tls lint finds no error in the new files',
        'mongodb-tls settings shows the same settings for the old and the new file',
        'The servers need no restart: the next one, for whatever reason, reads the new names',
      ],
      rollback: ['Put the old files back: servers of 4.2 and later read both'],
    };
  };
}

const unclear = 'The ssl names in this file cannot be renamed safely.';

function tooOld(server: Server): Refusal {
  const reason = `${server.id} runs a version before 4.2, which does not know net.tls and would not start. Upgrade all binaries first, rename then.`;
  return refusal(server, reason, oldNames);
}
