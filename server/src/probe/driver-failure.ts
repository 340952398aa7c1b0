import type { TopologyDescription } from 'mongodb';
import type { Connection } from './connection-string.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failure.ts';

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
    ],
  };
}

const byClass: Readonly<Record<string, string>> = {
  MongoCompatibilityError:
    'TLS and the greeting work. The driver that this test uses speaks to MongoDB 4.4 and later only; for an older server, an application needs a driver of its time.',
  MongoMissingDependencyError:
    'TLS and the greeting work. This way to log in needs a module that is not part of this tool.',
};

/** Why a driver fails with a server that answered the greeting. */
export function driverFailure(stage: 'auth' | 'ping', error: unknown, circumstances: Circumstances): Failure {
  const failure = failureOf(stage, error);
  const { names, code } = failure.raw;
  const known = names.map((name) => byClass[name]).find((sentence) => sentence !== undefined);
  if (known !== undefined) return { ...failure, code: 'unknown', specifics: [known] };
  const lost = error instanceof UnreachableError || error instanceof NoServerError;
  if (!lost && code !== 'MongoServerSelectionError') return failure;
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
