import { ownCertificate } from '../cluster/peer-certificates.ts';
import { rfc2253 } from '../pem/der/name.ts';
import type { Certificate } from '../pem/model/certificate.ts';
import { memberAttributes } from '../pem/model/judgements.ts';
import { parsePemBytes } from '../pem/model/pem.ts';
import { allowsX509 } from '../security/cluster-auth.ts';
import { hasReached } from '../server/server-version.ts';
import type { Change } from './change-settings.ts';
import type { Refusal } from './plan.ts';
import { pathFor, type PlanWorld } from './plan-options.ts';
import { certificateChange } from './renew-certificates.ts';
import { waysAround } from './require-tls.ts';
import { refusal, type Server } from './server.ts';
import type { Planner, ServerChange, StageDraft } from './stage-draft.ts';

const nameOverride = 'tlsX509ClusterAuthDNOverride';
const ruleOverride = 'tlsClusterAuthX509Override';

interface Renamed {
  readonly server: Server;
  readonly old: Certificate;
  readonly next: Certificate;
  /** It shows its new certificate already. */
  readonly isDone: boolean;
}

/**
 * Certificates with another O, OU or DC (server-behaviour.md X1, X2): all accept both names, then change their certificates, then
 * forget the old name. Names are copied from the certificates, because the case of letters counts.
 */
export function changeDistinguishedName({ paths }: PlanWorld): Planner {
  return function* (start) {
    const refused: Refusal[] = [];
    const renamed: Renamed[] = [];
    for (const server of start) {
      const found = renamedBy(server, paths);
      if ('refused' in found) refused.push(found.refused);
      else renamed.push(found);
    }
    if (refused.length > 0) {
      yield { refused };
      return;
    }
    const byId = new Map(renamed.map((entry) => [entry.server.id, entry]));
    // who has the new certificate no longer tells the old name
    const old = renamed.find(({ isDone }) => !isDone)?.old;
    const entries = (servers: readonly Server[]) =>
      servers.flatMap((server) => {
        const entry = byId.get(server.id);
        return entry ? [{ ...entry, server }] : [];
      });
    const isLeft = ({ isDone }: Renamed) => !isDone;
    const accepting = yield acceptNames(entries(start).filter(isLeft), start);
    const showing = yield showNew(entries(accepting).filter(isLeft), accepting, paths, old);
    yield forget(showing);
  };
}

function renamedBy(server: Server, paths: PlanWorld['paths']): Renamed | { readonly refused: Refusal } {
  const { id, running, config, files, member } = server;
  const refuse = (reason: string, settings: readonly string[]) => ({
    refused: refusal(server, reason, settings),
  });
  if (!hasReached(running.version, '4.2')) {
    const reason = `${id} runs a version before 4.2, which accepts no second name: go back to keyfiles for the change, or plan an outage.`;
    return refuse(reason, ['net.tls.certificateKeyFile', 'net']);
  }
  if (running.clusterAuthMode === 'none' || !allowsX509(running.clusterAuthMode)) {
    const reason = `Members of ${id} do not log in with certificates, so their names do not matter: plan renew-certificates.`;
    return refuse(reason, ['security.clusterAuthMode', 'security']);
  }
  const role = config.get('net.tls.clusterFile') ? 'clusterFile' : 'certificateKeyFile';
  const option = role === 'clusterFile' ? '--cluster-file' : '--certificate-key-file';
  const template = paths[role];
  const path = template === undefined ? undefined : pathFor(template, member);
  const settings = [`net.tls.${role}`];
  if (path === undefined || paths.certificateKeyFile === undefined) {
    const missing = paths.certificateKeyFile === undefined ? '--certificate-key-file' : option;
    return refuse(`Name the new certificate of ${id} with ${missing} PATH.`, settings);
  }
  const fact = files.get(path);
  const next = fact?.state === 'present' ? ownCertificate(parsePemBytes(fact.bytes)) : undefined;
  if (!next) {
    const reason = `The new certificate ${path} of ${id} is not on this machine, so its name is not known. Say with --path-map where it is.`;
    return refuse(reason, settings);
  }
  const present = role === 'clusterFile' ? running.clusterFile : running.certificateKeyFile;
  const old = present.state === 'read' ? ownCertificate(present.value) : undefined;
  if (!old)
    return refuse(
      `The present certificate of ${id} is not on this machine. Say with --path-map where it is.`,
      settings,
    );
  if (running.memberRules.configured?.kind === 'extensionValue') {
    const reason = `${id} knows members by the extension of clusterAuthX509, so their names do not matter: plan renew-certificates.`;
    return refuse(reason, ['net.tls.clusterAuthX509']);
  }
  return { server, old, next, isDone: config.textOf(settings[0] ?? '') === path };
}

function acceptNames(entries: readonly Renamed[], all: readonly Server[]): StageDraft {
  const changes = entries.map(({ server, old, next }): ServerChange => {
    if (!server.running.memberRules.configured) {
      return { server, settings: [{ parameter: nameOverride, value: rfc2253(next.subject) }] };
    }
    if (server.running.memberRules.added) return { server };
    const settings: Change[] = [
      { path: 'net.tls.clusterAuthX509.attributes', value: attributesOf(next) },
      { parameter: ruleOverride, value: `{ attributes: ${JSON.stringify(attributesOf(old))} }` },
    ];
    return { server, settings };
  });
  return {
    title: 'Members accept the old and the new name',
    needs: [
      'The names are copied from the certificates: the case of letters counts, and one letter locks members out',
      ...waysAround(all),
    ],
    restart: true,
    changes,
    verify: [
      'db.adminCommand({getCmdLineOpts: 1}).parsed.setParameter shows the override on every member',
      'rs.status() shows each member as PRIMARY or SECONDARY',
    ],
    rollback: ['Put the old files back and restart the members in the same order'],
  };
}

function attributesOf({ subject }: Certificate): string {
  return memberAttributes(subject).join(',');
}

function showNew(
  entries: readonly Renamed[],
  all: readonly Server[],
  paths: PlanWorld['paths'],
  old: Certificate | undefined,
): StageDraft {
  const changes = entries.map(({ server }): ServerChange => {
    const change = certificateChange(server, paths);
    if (server.running.memberRules.configured || !old) return change;
    const settings = [...(change.settings ?? []), { parameter: nameOverride, value: rfc2253(old.subject) }];
    return { ...change, settings };
  });
  return {
    title: 'Members show their new certificates',
    needs: [
      'Every process, each mongos too, has restarted since it got the override',
      'The new certificates with their keys lie on each server, and all members and clients trust their authority',
      ...waysAround(all),
    ],
    restart: true,
    changes,
    verify: [
      'db.serverStatus().security.SSLServerSubjectName shows the new name on every member',
      'rs.status() shows no member as unreachable, and the logs hold no new line with id 20429 or 5286307 for __system',
    ],
    rollback: [
      'Put the files of the stage before back and restart the members in the same order: all accept both names',
    ],
  };
}

function forget(servers: readonly Server[]): StageDraft {
  const changes = servers.map((server): ServerChange => ({
    server,
    settings: [
      { parameter: nameOverride, value: undefined },
      { parameter: ruleOverride, value: undefined },
    ],
  }));
  return {
    title: 'The old name is accepted no more',
    needs: ['Every process, each mongos too, shows its new certificate', ...waysAround(servers)],
    restart: true,
    changes,
    verify: [
      'db.adminCommand({getCmdLineOpts: 1}).parsed.setParameter shows no override on any member',
      'rs.status() shows each member as PRIMARY or SECONDARY',
    ],
    rollback: ['Put the files of the stage before back and restart the members in the same order'],
  };
}
