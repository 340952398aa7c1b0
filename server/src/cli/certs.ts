import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isHostName, isIpAddress } from '../make/host-names.ts';
import { sampleConfigurations } from '../make/sample-configuration.ts';
import { makeTestCertificates, type TestCertificatesRequest } from '../make/test-certificates.ts';
import { UsageError, type Command } from './io.ts';

/**
 * `mongodb-tls certs new`: a CA, member, client and mongosqld certificates for a test deployment, with the configuration that
 * uses them. Never writes over a file that is there.
 */
export const run: Command = async (args, io) => {
  const [action, ...rest] = args;
  if (action !== 'new') throw new UsageError('certs knows one action: new');
  const { folder, request } = options(rest, io.host.now());
  const target = resolve(io.cwd, folder);
  const files = [...(await makeTestCertificates(request)), ...sampleConfigurations(request, target)];
  const present: string[] = [];
  for (const { name } of files) {
    if ((await io.host.stat(resolve(target, name))) !== 'missing') present.push(name);
  }
  if (present.length > 0) {
    io.err(
      `mongodb-tls certs: ${folder} already has ${present.join(', ')}; nothing was written. Name an empty folder.`,
    );
    return 2;
  }
  for (const { name, text, mode } of files) {
    const problem = await io.host.create(resolve(target, name), new TextEncoder().encode(text), mode);
    if (problem !== undefined) {
      io.err(`mongodb-tls certs: ${name}: ${problem}`);
      return 2;
    }
    io.out(`${resolve(target, name)}\n`);
  }
  io.err('These certificates are for testing: whoever reads ca.key can become any member or user.');
  return 0;
};

function options(args: readonly string[], now: number): { folder: string; request: TestCertificatesRequest } {
  const { values, positionals } = parse(args);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('name one folder for the files');
  const days = Number(values.days ?? '90');
  if (!Number.isInteger(days) || days < 1 || days > 825)
    throw new UsageError('--days takes a number from 1 to 825');
  const key = values.key ?? 'rsa';
  if (key !== 'rsa' && key !== 'p256') throw new UsageError('--key takes rsa or p256');
  const organization = values.organization ?? 'MongoDB TLS test certificates';
  if (organization.trim() === '') throw new UsageError('--organization takes a name');
  return {
    folder,
    request: {
      servers: (values.server ?? ['localhost,127.0.0.1,::1']).map(hostList),
      clients: values.client ?? ['client'],
      ...(values.mongosqld === undefined ? {} : { mongosqld: hostList(values.mongosqld) }),
      key,
      days,
      organization,
      now,
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        server: { type: 'string', multiple: true },
        client: { type: 'string', multiple: true },
        mongosqld: { type: 'string' },
        key: { type: 'string' },
        days: { type: 'string' },
        organization: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function hostList(text: string): string[] {
  const hosts = text.split(',').map((host) => host.trim());
  const wrong = hosts.find((host) => !isIpAddress(host) && !isHostName(host));
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is neither a host name nor an IP address`);
  return hosts;
}
