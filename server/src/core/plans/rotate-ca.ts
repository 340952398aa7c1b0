import { serverCertificateFaults } from '../cluster/handshake.ts';
import type { FileFact } from '../facts/facts.ts';
import { parsePemBytes, type Pem } from '../pem/model/pem.ts';
import type { PlanWorld } from './plan-options.ts';
import { pathFor } from './plan-options.ts';
import type { Refusal } from './plan.ts';
import { reload, rotationChecks } from './reload.ts';
import { certificateChange } from './renew-certificates.ts';
import { refusal, type Server } from './server.ts';
import type { NamedFileChange, Planner, ServerChange, StageDraft } from './stage-draft.ts';

const authoritySettings = ['net.tls.CAFile', 'net.tls.clusterCAFile'] as const;

/**
 * Three phases: all trust the old and the new authority, then all show certificates of the new one, then the old one goes. The new
 * file is what CAFile and clusterCAFile hold in the end.
 */
export function rotateCa(world: PlanWorld): Planner {
  return function* (start) {
    const using = start.filter(({ running }) => running.tlsMode !== 'disabled');
    const refused = using.flatMap((server) => obstacle(server, world) ?? []);
    if (refused.length > 0) {
      yield { refused };
      return;
    }
    if (using.length === 0) return;
    const isUsing = ({ running }: Server) => running.tlsMode !== 'disabled';
    const old = start;
    const isSwapped = using.every((server) => isShownByNew(server, world));
    const trusting = isSwapped ? start : yield trustBoth(using, start, world);
    const showing = isSwapped
      ? trusting
      : yield showNew(
          trusting.filter((server) => isUsing(server) && !isShownByNew(server, world)),
          trusting,
          world,
        );
    yield trustNew(showing.filter(isUsing), old, world);
  };
}

function obstacle(server: Server, { paths }: PlanWorld): Refusal | undefined {
  const { id } = server;
  const settings = ['net.tls.CAFile', 'net.tls.mode', 'net.ssl.mode'];
  if (paths.newCaFile === undefined) {
    const reason =
      'Name the file with the new authority, as CAFile holds it in the end, with --new-ca-file PATH.';
    return refusal(server, reason, settings);
  }
  if (!newAuthority(server, paths)) {
    const reason = `The new CA file ${paths.newCaFile} is not on this machine, or holds no certificate. Say with --path-map where it is.`;
    return refusal(server, reason, settings);
  }
  for (const setting of authoritySettings) {
    const path = server.config.textOf(setting);
    if (path === undefined) continue;
    if (pemAt(server.files.get(path))) continue;
    const reason = `The CA file ${path} of ${id} is not on this machine, so the new authority cannot be added to it. Say with --path-map where it is.`;
    return refusal(server, reason, [setting]);
  }
  if (server.config.textOf('net.tls.CAFile') !== undefined) return undefined;
  return refusal(server, `${id} has no CAFile whose authority could be changed.`, settings);
}

function newAuthority({ member, files }: Server, { newCaFile }: PlanWorld['paths']): Pem | undefined {
  const path = newCaFile === undefined ? undefined : pathFor(newCaFile, member);
  return path === undefined ? undefined : pemAt(files.get(path));
}

function pemAt(fact: FileFact | undefined): Pem | undefined {
  if (fact?.state !== 'present') return undefined;
  const pem = parsePemBytes(fact.bytes);
  return pem.certificates.length > 0 ? pem : undefined;
}

/** Whether whoever trusts the new authority only accepts what a server shows. */
function isShownByNew(server: Server, world: PlanWorld): boolean {
  const authority = newAuthority(server, world.paths);
  if (!authority) return false;
  const shown = server.afterRestart;
  const verifier = {
    ...shown,
    caFile: { state: 'read', value: authority },
    allowsInvalidHostnames: true,
    allowsInvalidCertificates: false,
  } as const;
  // a file that is not known is one that was laid in place on the way
  const accepts = (state: typeof shown) =>
    serverCertificateFaults(verifier, state, world).every(
      ({ code, unknown }) => unknown === true || code !== 'server-chain-untrusted',
    );
  const { clusterFile } = shown;
  return (
    accepts(shown) && (clusterFile.state !== 'read' || accepts({ ...shown, certificateKeyFile: clusterFile }))
  );
}

/** The authority files of a server with other texts. */
function authorityFiles(
  server: Server,
  world: PlanWorld,
  textOf: (present: Pem, next: Pem) => string,
): NamedFileChange[] {
  const next = newAuthority(server, world.paths);
  const paths = new Set(authoritySettings.flatMap((setting) => server.config.textOf(setting) ?? []));
  return [...paths].flatMap((path) => {
    const present = pemAt(server.files.get(path));
    if (!present || !next) return [];
    const text = textOf(present, next);
    return text === present.text ? [] : [{ path, text }];
  });
}

function withBoth(present: Pem, next: Pem): string {
  const missing = next.certificates.filter(({ certificate }) => !holds(present, certificate.der));
  if (missing.length === 0) return present.text;
  const end = present.text.endsWith('\n') ? '' : '\n';
  const blocks = missing.map(({ block: { span } }) => `${next.text.slice(span[0], span[1]).trim()}\n`);
  return `${present.text}${end}${blocks.join('')}`;
}

function holds({ certificates }: Pem, der: Uint8Array): boolean {
  return certificates.some(({ certificate }) => isSame(certificate.der, der));
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

function withNew(present: Pem, next: Pem): string {
  const isNew =
    present.certificates.length === next.certificates.length &&
    present.certificates.every(({ certificate }) => holds(next, certificate.der));
  return isNew ? present.text : next.text;
}

function trustBoth(servers: readonly Server[], all: readonly Server[], world: PlanWorld): StageDraft {
  const changes = servers.flatMap((server): ServerChange[] => {
    const files = authorityFiles(server, world, withBoth);
    return files.length > 0 ? [{ server, files }] : [];
  });
  const { needs, ...how } = reload(changes, all);
  return {
    ...how,
    title: 'All trust the old and the new authority',
    needs: [
      'The CA files of all clients hold both authorities too, before members show certificates of the new one',
      ...(servers.some((server) => hasSameName(server, world))
        ? [
            'The new authority has the name of the old one and another key: a certificate is only accepted where the file with both is in use, so let no member show a new one before all have reloaded',
          ]
        : []),
      ...revocationNeeds(servers),
      ...needs,
    ],
    verify: rotationChecks,
    rollback: ['Put the old CA files back and reload them in the same way'],
  };
}

function hasSameName(server: Server, { paths }: PlanWorld): boolean {
  const next = newAuthority(server, paths);
  const present = server.afterRestart.caFile;
  if (!next || present.state !== 'read') return false;
  return next.certificates.some(({ certificate }) =>
    present.value.certificates.some(
      ({ certificate: other }) =>
        other.subject.comparable === certificate.subject.comparable && !isSame(other.der, certificate.der),
    ),
  );
}

function revocationNeeds(servers: readonly Server[]): string[] {
  return servers.some(({ running }) => running.crlFile.state !== 'absent')
    ? [
        'CRLFile holds a revocation list of each authority, the old and the new one: releases that check the whole chain refuse whatever has none',
      ]
    : [];
}

function showNew(servers: readonly Server[], all: readonly Server[], world: PlanWorld): StageDraft {
  const changes = servers.map((server) => certificateChange(server, world.paths));
  const { needs, ...how } = reload(changes, all);
  return {
    ...how,
    title: 'Members show certificates of the new authority',
    needs: [
      'Every process, each mongos too, and every client trusts both authorities',
      'Each server has a certificate of the new authority with the same subject and host names, under the path that its configuration names',
      ...needs,
    ],
    verify: rotationChecks,
    rollback: ['Put the old certificates back and reload them in the same way: all trust both authorities'],
  };
}

function trustNew(servers: readonly Server[], all: readonly Server[], world: PlanWorld): StageDraft {
  const changes = servers.flatMap((server): ServerChange[] => {
    const files = authorityFiles(server, world, withNew);
    return files.length > 0 ? [{ server, files }] : [];
  });
  const { needs, ...how } = reload(changes, all);
  return {
    ...how,
    title: 'The old authority is trusted no more',
    needs: [
      'Every process, each mongos too, shows a certificate of the new authority; clients with certificates do so as well',
      ...needs,
    ],
    verify: rotationChecks,
    rollback: ['Put the CA files with both authorities back and reload them in the same way'],
  };
}
