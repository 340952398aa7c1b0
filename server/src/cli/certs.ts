import { resolve } from 'node:path';
import {
  defaultClients,
  defaultOrganization,
  defaultServers,
  makeTestSetUp,
  warning,
} from '../make/test-set-up.ts';
import { combine } from './certs-combine.ts';
import { parseArguments } from './arguments.ts';
import { UsageError, type Command, type ExitCode, type Io } from './io.ts';
import { oneLine } from '../core/text/visible.ts';

const optionTypes = {
  server: { type: 'string', multiple: true },
  client: { type: 'string', multiple: true },
  mongosqld: { type: 'string' },
  key: { type: 'string' },
  days: { type: 'string' },
  organization: { type: 'string' },
} as const;

/**
 * `mongodb-tls certs new`: a CA, and the certificates of servers, members, clients and mongosqld for a test deployment, with the
 * configurations that use them. Never writes over a file that is there. `mongodb-tls certs combine`: one PEM file of a certificate and its key.
 */
export const run: Command = async (args, io) => {
  const [action, ...rest] = args;
  if (action === 'new') return create(rest, io);
  if (action === 'combine') return combine(rest, io);
  throw new UsageError('certs knows the actions new and combine');
};

async function create(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, optionTypes);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('name one folder for the files');
  const made = await makeTestSetUp(
    {
      folder: resolve(io.cwd, folder),
      servers: values.server ?? defaultServers,
      clients: values.client ?? defaultClients,
      ...(values.mongosqld === undefined ? {} : { mongosqld: values.mongosqld }),
      key: values.key ?? 'rsa',
      days: Number(values.days ?? '90'),
      organization: values.organization ?? defaultOrganization,
    },
    io.host,
  );
  if ('wrong' in made) throw new UsageError(made.wrong);
  if ('problem' in made) {
    io.err(`mongodb-tls certs: ${made.problem}`);
    return 2;
  }
  io.out(made.paths.map((path) => `${oneLine(path)}\n`).join(''));
  io.err(warning);
  return 0;
}
