import { count, dateText, daysUntil } from '../pem/model/judgements.ts';
import { readableName } from '../pem/der/name.ts';
import type { Severity } from '../findings/finding.ts';
import { tlsModes } from '../security/tls-mode.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { groupBy } from './group-by.ts';
import { hostsNotCovered } from './handshake.ts';
import type { ClusterPairs } from './judge-cluster.ts';
import { judgePair } from './judge-pair.ts';
import type { Cluster, Member } from './member.ts';
import type { Known } from './member-state.ts';
import type { Pem } from '../pem/model/pem.ts';
import { inferred } from './pair-fault.ts';
import { ownCertificate, type World } from './peer-certificates.ts';
import { transportOf } from './tls-connection.ts';
import { verificationOfServers } from './verification.ts';

/** Something that is true of a cluster as a whole, at a place in the file of one of its members. */
export interface ClusterFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly member: Member;
  /** The settings that decide it, the most telling one first. */
  readonly settings: readonly string[];
}

const modeSettings = ['net.tls.mode', 'net.ssl.mode', 'net'];

/** What is to be said of a cluster besides its pairs. */
export function clusterFindings(
  cluster: Cluster,
  pairs: Pick<ClusterPairs, 'refused' | 'classes'>,
  world: World & { readonly expiryWarningDays: number },
): ClusterFinding[] {
  return [
    ...releases(cluster),
    ...transition(cluster),
    ...routersBehind(cluster),
    ...hostsWithoutCertificate(cluster),
    ...unknownHosts(cluster),
    ...hostsWithoutMember(cluster),
    ...(pairs.refused === 0 ? selfRefusals(cluster, pairs.classes, world) : []),
    ...firstExpiry(cluster, world),
  ];
}

/** A set runs with one release, and during an upgrade with two that follow each other. */
function releases({ members }: Cluster): ClusterFinding[] {
  const stated = members.filter(({ source }) => !source.facts.versionIsAssumed);
  const byRelease = groupBy(stated, ({ state }) => seriesOf(state.version));
  if (byRelease.size < 2) return [];
  const sorted = [...byRelease.values()].toSorted((a, b) => compareSeries(a[0], b[0]));
  const list = sorted.map((group) => `${seriesOf(group[0]?.state.version)} (${names(group)})`).join(', ');
  const [oldest] = sorted;
  const [member] = oldest ?? [];
  if (!member) return [];
  const majors = new Set(sorted.map(([first]) => first?.state.version[0]));
  const isFar = byRelease.size > 2 || majors.size > 2;
  return [
    {
      rule: 'mixed-releases',
      severity: isFar ? 'warning' : 'info',
      message: `The members run different releases: ${list}. ${isFar ? 'MongoDB supports this only for two releases that follow each other, during an upgrade.' : 'That is right during an upgrade only; defaults of TLS differ between releases.'}`,
      member,
      settings: [],
    },
  ];
}

function seriesOf(version: ServerVersion | undefined): string {
  return version ? `${String(version[0])}.${String(version[1])}` : '';
}

function compareSeries(a: Member | undefined, b: Member | undefined): number {
  if (!a || !b) return 0;
  const [left, right] = [a.state.version, b.state.version];
  return left[0] - right[0] || left[1] - right[1];
}

function transition({ members }: Cluster): ClusterFinding[] {
  const inTransition = members.filter(({ state }) => state.transitionToAuth === true);
  const rest = members.length - inTransition.length;
  const others =
    rest === 0
      ? 'Remove it, one member after the other, once every client logs in.'
      : `${count(rest, 'other member')} of the cluster ${rest === 1 ? 'does' : 'do'} not have it.`;
  return inTransition.map((member) => ({
    rule: 'transition-to-auth-left-on',
    severity: 'warning',
    message: `With transitionToAuth ${member.id} accepts connections without a login, from clients and members alike. ${others}`,
    member,
    settings: ['security.transitionToAuth'],
  }));
}

/** The members of replica sets were moved on, and the router was forgotten: it is locked out by the next step. */
function routersBehind({ members }: Cluster): ClusterFinding[] {
  const servers = members.filter(({ program }) => program === 'mongod');
  const ranks = servers.map(({ state }) => rankOf(state.tlsMode)).filter((rank) => rank >= 0);
  const lowest = Math.min(...ranks);
  if (ranks.length === 0 || lowest === 0) return [];
  return members.flatMap((member): ClusterFinding[] => {
    const rank = rankOf(member.state.tlsMode);
    if (member.program !== 'mongos' || rank < 0 || rank >= lowest) return [];
    const mode = member.state.tlsMode ?? '';
    return [
      {
        rule: 'router-behind-in-tls-mode',
        severity: 'warning',
        message: `${member.id} has TLS mode ${mode}, and every mongod of the cluster has ${tlsModes[lowest] ?? ''} or later. Move this mongos on too before the next step, or it is locked out.`,
        member,
        settings: modeSettings,
      },
    ];
  });
}

function rankOf(mode: (typeof tlsModes)[number] | undefined): number {
  return mode === undefined ? -1 : tlsModes.indexOf(mode);
}

/** Certificates that do not name their member's host: of several members that share one, or where nobody looks at it yet. */
function hostsWithoutCertificate({ members }: Cluster): ClusterFinding[] {
  const lookers = members.filter(
    ({ state }) =>
      transportOf(state.tlsMode) === 'tls' &&
      state.allowsInvalidHostnames !== true &&
      state.allowsInvalidCertificates !== true &&
      verificationOfServers(state).kind !== 'none',
  );
  const users = groupBy(
    members.filter((member) => member.program === 'mongod' && certificateOf(member)),
    (member) => certificateOf(member),
  );
  return members.flatMap((member): ClusterFinding[] => {
    const pem = certificateOf(member);
    const certificate = pem && ownCertificate(pem);
    if (!certificate || member.program !== 'mongod' || member.state.tlsMode === 'disabled') return [];
    const missing = hostsNotCovered(certificate, member.hosts);
    if (missing.length === 0 || members.length < 2) return [];
    const sharing = users.get(pem) ?? [];
    const isSeen = lookers.some((looker) => looker !== member);
    if (sharing.length < 2 && isSeen) return [];
    const shared =
      sharing.length > 1
        ? `${count(sharing.length, 'member')} (${names(sharing)}) share one certificate, and it does not name ${missing.join(', ')}`
        : `The certificate of ${member.id} does not name ${missing.join(', ')}`;
    const effect = isSeen
      ? `so other members refuse ${member.id}`
      : `so other members will refuse ${member.id} once they connect with TLS`;
    return [
      {
        rule: sharing.length > 1 ? 'shared-certificate-without-host' : 'certificate-without-member-host',
        severity: isSeen ? 'error' : 'warning',
        message: `${shared}, ${effect}.`,
        member,
        settings: ['net.tls.certificateKeyFile'],
      },
    ];
  });
}

function certificateOf({ state }: Member): Pem | undefined {
  return valueOf(state.certificateKeyFile);
}

function valueOf<T>(known: Known<T>): T | undefined {
  return known.state === 'read' ? known.value : undefined;
}

function unknownHosts({ members }: Cluster): ClusterFinding[] {
  const unknown = members.filter(
    (member) => member.program === 'mongod' && member.hosts.length === 0 && certificateOf(member),
  );
  const [member] = unknown;
  if (!member || members.length < 2) return [];
  return [
    {
      rule: 'member-host-unknown',
      severity: 'info',
      message: `By which address other members reach ${names(unknown)} is not known, so the names in ${unknown.length === 1 ? 'its certificate' : 'their certificates'} are not checked. Write it into the file: # mongodb-tls: host=db1.example.net:27017`,
      member,
      settings: ['net.tls.certificateKeyFile'],
    },
  ];
}

function hostsWithoutMember({ members, hostsWithoutMember }: Cluster): ClusterFinding[] {
  const [member] = members;
  if (!member || hostsWithoutMember.length === 0) return [];
  const list = hostsWithoutMember.slice(0, 10).join(', ');
  return [
    {
      rule: 'member-without-configuration',
      severity: 'info',
      message: `A script or a mongos names ${list} as ${hostsWithoutMember.length === 1 ? 'a member' : 'members'} of this cluster, and no configuration here is known to be for ${hostsWithoutMember.length === 1 ? 'it' : 'them'}.`,
      member,
      settings: ['replication.replSetName', 'replication.replSet', 'sharding.configDB'],
    },
  ];
}

/** A member that does not find itself among the hosts of its set by its addresses connects to itself (src/mongo/db/repl/isself.cpp). */
function selfRefusals(
  { kind, members }: Cluster,
  classes: readonly number[],
  world: World,
): ClusterFinding[] {
  if (kind === 'standalone') return [];
  const fine = new Set<number>();
  return members.flatMap((member, index): ClusterFinding[] => {
    const of = classes[index] ?? -1;
    if (member.program !== 'mongod' || fine.has(of)) return [];
    const { ok, faults } = judgePair(member.state, member.state, world);
    const [fault] = faults;
    if (ok !== false) fine.add(of);
    if (ok !== false || !fault) return [];
    return [
      {
        rule: 'member-refuses-itself',
        severity: 'warning',
        message: inferred(
          `${member.id} could not connect to itself, which a member does when the set is initiated or reconfigured and its address is not one of the machine's. ${fault.message}`,
        ),
        member,
        settings: fault.settings,
      },
    ];
  });
}

function firstExpiry({ members }: Cluster, world: World & { expiryWarningDays: number }): ClusterFinding[] {
  const ends = members.flatMap((member) => {
    if (member.state.tlsMode === 'disabled') return [];
    return (['certificateKeyFile', 'clusterFile'] as const).flatMap((role) => {
      const pem = valueOf(member.state[role]);
      const certificate = pem && ownCertificate(pem);
      return certificate ? [{ member, role, certificate }] : [];
    });
  });
  const [first] = ends.toSorted((a, b) => a.certificate.notAfter - b.certificate.notAfter);
  if (!first) return [];
  const { member, role, certificate } = first;
  const days = daysUntil(certificate.notAfter, world.now);
  const when =
    days < 0
      ? `expired on ${dateText(certificate.notAfter)}`
      : `expires on ${dateText(certificate.notAfter)}, in ${count(days, 'day')}`;
  return [
    {
      rule: 'first-certificate-to-expire',
      severity: days < world.expiryWarningDays ? 'warning' : 'info',
      message: `The certificate of this cluster that expires first is the ${role} of ${member.id}, "${readableName(certificate.subject)}": it ${when}.`,
      member,
      settings: [`net.tls.${role}`],
    },
  ];
}

function names(members: readonly Member[]): string {
  const shown = members.slice(0, 5).map(({ id }) => id);
  const more = members.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
}
