import type { TopologyDescription } from 'mongodb';
import { rfc2253 } from '../core/pem/der/name.ts';
import type { Connection } from './connection-string.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failure.ts';
import type { WirePlan } from './wire-plan.ts';

/** Every server the driver knows has failed; the cause is the first failure. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** Servers answer, and none takes operations. */
export class NoServerError extends Error {
  override readonly name = 'NoServerError';
}

/** What is known of the servers when the driver fails. */
export interface Circumstances {
  readonly connection: Connection;
  readonly plan: WirePlan;
  readonly topology: TopologyDescription | undefined;
  /** Whether the server that answered the greeting is a standalone among several hosts. */
  readonly standaloneInList: boolean;
}

function noServer(failure: Failure, { connection, topology }: Circumstances): Failure {
  const servers = [...(topology?.servers.values() ?? [])];
  const states = servers.map(({ address, type }) => `${address} (${type})`).join(', ');
  const asked =
    connection.replicaSet === undefined
      ? 'The driver knows'
      : `The connection string asks for the replica set ${connection.replicaSet}; the driver knows`;
  return {
    ...failure,
    code: 'no-suitable-server',
    specifics: [`${asked} ${states === '' ? 'no member that fits' : states}.`],
  };
}

function unreachable(failure: Failure, { topology }: Circumstances): Failure {
  const addresses = [...(topology?.servers.keys() ?? [])].join(', ');
  return {
    ...failure,
    specifics: [
      `A host of the connection string answers. It names the members of its replica set, and a driver then dials those: ${addresses} cannot be reached so.`,
    ],
    fixes: [
      'Make the names in rs.conf() reachable from here, or add directConnection=true to reach one member only.',
      'Clients outside of the network of the members need names of their own: horizons in rs.conf() (split horizon DNS), each with a certificate for that name.',
    ],
  };
}

const missingModule =
  'TLS and the greeting work. This way to log in needs a module that is not part of this tool.';

/** A refused login by certificate: the user is the name of the certificate. */
function refusedX509(failure: Failure, { connection, plan }: Circumstances): Failure {
  const leaf = plan.inputs.clientCertificate;
  if (!leaf) return failure;
  const name = rfc2253(leaf.subject);
  const { user } = connection;
  const other =
    user === undefined || user === '' || user === name
      ? []
      : [
          `The connection string names the user ${user} instead; leave it out, and the server takes the name of the certificate.`,
        ];
  return {
    ...failure,
    specifics: [
      `MONGODB-X509 logs in as the user in $external whose name is the subject of your certificate, letter for letter: ${name}`,
      'The server knows no such user, or the certificate looks like that of a member of the cluster (the same O, OU and DC).',
      ...other,
    ],
    fixes: ['Create this user, with the roles that it needs (the command below, as an administrator).'],
    commands: [
      `db.getSiblingDB("$external").runCommand({ createUser: ${JSON.stringify(name)}, roles: [{ role: "readWrite", db: "test" }] })`,
    ],
    sides: ['server-configuration'],
    only: true,
  };
}

/** Why a driver fails with a server that answered the greeting. */
export function driverFailure(stage: 'auth' | 'ping', error: unknown, circumstances: Circumstances): Failure {
  const failure = failureOf(stage, error);
  const { names, code } = failure.raw;
  if (names.includes('MongoCompatibilityError'))
    return {
      ...failure,
      code: 'server-too-old',
      facts: { mongodbAnswered: true },
    };
  if (names.includes('MongoMissingDependencyError'))
    return { ...failure, code: 'unknown', specifics: [missingModule] };
  const lost = error instanceof UnreachableError || error instanceof NoServerError;
  if (!lost && code !== 'MongoServerSelectionError')
    return stage === 'auth' && circumstances.connection.mechanism === 'MONGODB-X509'
      ? refusedX509(failure, circumstances)
      : failure;
  if (circumstances.standaloneInList)
    return {
      ...failure,
      code: 'no-suitable-server',
      specifics: [
        'The server that answers is a standalone, and it is one of several hosts: a driver leaves a standalone out of such a list.',
      ],
      fixes: ['Name the standalone server alone, or start it as a member of the replica set.'],
    };
  return error instanceof UnreachableError
    ? unreachable(failure, circumstances)
    : noServer(failure, circumstances);
}
