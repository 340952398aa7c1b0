import type { Facts } from '../facts/facts.ts';
import { allowsX509, clusterAuth } from '../security/cluster-auth.ts';
import type { Config } from '../config/config.ts';
import { isCa } from '../pem/model/certificate.ts';
import { identityIn } from '../pem/faults/role-faults.ts';
import { identityRoles, roleFile } from './role-files.ts';
import type { DeploymentPart, HostList, X509Server } from '../facts/deployment-part.ts';
import type { LintDocument } from '../documents/lint-document.ts';

/** Reads from a document what rules of other documents want to know. */
export function deploymentPart(document: LintDocument, facts: Facts): DeploymentPart {
  const x509Server = document.kind === 'config' ? x509ServerOf(document, facts) : undefined;
  return { hostLists: hostListsIn(document), ...(x509Server ? { x509Server } : {}) };
}

/** Whether two readings of a document say the same. */
export function isSamePart(a: DeploymentPart, b: DeploymentPart): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf({ hostLists, x509Server }: DeploymentPart): string {
  const certificates = x509Server?.files.map(({ issuer, serialNumber }) => [issuer.comparable, serialNumber]);
  return JSON.stringify([hostLists, x509Server?.version, certificates]);
}

function hostListsIn(document: LintDocument): HostList[] {
  if (document.kind !== 'config' && document.kind !== 'commandline') return [];
  const routed = document.kind === 'config' ? document.textOf('sharding.configDB') : undefined;
  const [, replicaSet, hosts] = /^([^/]+)\/(.+)$/.exec(routed ?? '') ?? [];
  const ofRouter =
    replicaSet !== undefined && hosts !== undefined ? [{ replicaSet, hosts: hosts.split(',') }] : [];
  return [...ofRouter, ...initiated(document.text)];
}

/** A call is shorter, and a file has fewer: what is more is no script for a deployment, and not worth the time. */
const longestCall = 4000;
const mostCalls = 50;

/** The sets that a script initiates: `rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "db1:27017" }] })`. */
function initiated(text: string): HostList[] {
  const found: HostList[] = [];
  let at = -1;
  for (let calls = 0; calls < mostCalls; calls++) {
    const index = text.indexOf('rs.initiate(', at + 1);
    if (index < 0) break;
    at = index;
    const call = text.slice(index, index + longestCall);
    const body = call.slice(0, /\}\s*\\?\)/.exec(call)?.index ?? 0);
    const replicaSet = /_id\\?["']?\s*:\s*\\?["']([\w.-]+)/.exec(body)?.[1];
    const hosts = [...body.matchAll(/\bhost\\?["']?\s*:\s*\\?["']([\w.:[\]-]+)\\?["']/g)].flatMap(
      ([, host]) => host ?? [],
    );
    if (replicaSet !== undefined && hosts.length > 0) found.push({ replicaSet, hosts });
  }
  return found;
}

function x509ServerOf(config: Config, facts: Facts): X509Server | undefined {
  if (!allowsX509(clusterAuth(config).mode)) return undefined;
  // another rule for members replaces this one
  if (config.settings.some(({ canonical }) => canonical.startsWith('net.tls.clusterAuthX509.')))
    return undefined;
  const [own, shown] = identityRoles.map((role) => {
    const file = roleFile(config, facts, role);
    return file && identityIn(file.pem).own?.certificate;
  });
  if (!own || isCa(own)) return undefined;
  return { version: facts.serverVersion, own, files: shown ? [own, shown] : [own] };
}
