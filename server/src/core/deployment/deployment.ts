import type { Facts } from '../facts/facts.ts';
import { allowsX509, clusterAuth } from '../security/cluster-auth.ts';
import type { Config } from '../config/config.ts';
import { isCa } from '../pem/model/certificate.ts';
import { identityIn } from '../pem/faults/role-faults.ts';
import { identityRoles, roleFile } from './role-files.ts';
import { initiatedSets } from './initiated-sets.ts';
import { documentsOf } from '../documents/document.ts';
import type { FileDocument } from '../embedded/host-file.ts';
import type { DeploymentPart, NamedHostList, X509Server } from '../facts/deployment-part.ts';

/** Reads from a document what rules of other documents want to know. */
export function deploymentPart(file: FileDocument, facts: Facts): DeploymentPart {
  const x509Server = file.kind === 'config' ? x509ServerOf(file, facts) : undefined;
  return { hostLists: hostListsIn(file), ...(x509Server ? { x509Server } : {}) };
}

/** Whether two readings of a document say the same. */
export function isSamePart(a: DeploymentPart, b: DeploymentPart): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf({ hostLists, x509Server }: DeploymentPart): string {
  const certificates = x509Server?.files.map(({ issuer, serialNumber }) => [issuer.comparable, serialNumber]);
  return JSON.stringify([hostLists, x509Server?.version, certificates]);
}

function hostListsIn(file: FileDocument): NamedHostList[] {
  if (file.kind !== 'config' && file.kind !== 'host') return [];
  const ofRouters = documentsOf(file).flatMap((document): NamedHostList[] => {
    const routed = document.kind === 'config' ? document.textOf('sharding.configDB') : undefined;
    const [, replicaSet, hosts] = /^([^/]+)\/(.+)$/.exec(routed ?? '') ?? [];
    return replicaSet !== undefined && hosts !== undefined ? [{ replicaSet, hosts: hosts.split(',') }] : [];
  });
  const initiated = initiatedSets(file.text).flatMap(({ replicaSet, hosts }) =>
    replicaSet === undefined ? [] : [{ replicaSet, hosts }],
  );
  return [...ofRouters, ...initiated];
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
