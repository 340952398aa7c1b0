import type { Host } from '../host/host.ts';
import { isHostName, isIpAddress } from './host-names.ts';
import { sampleConfigurations } from './sample-configuration.ts';
import type { MadeFile, TestCertificatesRequest } from './test-certificates.ts';
import { writeNew } from './write-files.ts';

/** What a user says of a test deployment, as typed. */
export interface TestSetUp {
  /** An absolute path. */
  readonly folder: string;
  /** The host names and addresses of one server each, with commas between. */
  readonly servers: readonly string[];
  readonly clients: readonly string[];
  /** The host names and addresses of mongosqld, with commas between. */
  readonly mongosqld?: string;
  readonly key: string;
  readonly days: number;
  readonly organization: string;
}

export const defaultServers: readonly string[] = ['localhost,127.0.0.1,::1'];
export const defaultClients: readonly string[] = ['client'];
export const defaultOrganization = 'MongoDB TLS test certificates';
export const warning =
  'These certificates are for testing: whoever reads ca.key can become any member or user.';

/**
 * Makes the certificates of a test deployment and the configurations that use them. Answers with the files, all written; with
 * what is `wrong` in the request, as a clause; or with the `problem` that kept them from being written, as sentences.
 */
export async function makeTestSetUp(
  setUp: TestSetUp,
  host: Pick<Host, 'stat' | 'create' | 'remove' | 'now'>,
): Promise<
  { readonly paths: readonly string[] } | { readonly wrong: string } | { readonly problem: string }
> {
  const request = readRequest(setUp, host.now());
  if (typeof request === 'string') return { wrong: request };
  // with it comes a library of several hundred kilobytes
  const { makeTestCertificates } = await import('./test-certificates.ts');
  const certificates = await makeTestCertificates(request);
  const files = [...certificates, ...sampleConfigurations(request, setUp.folder, certificates)];
  const twice = nameGivenTwice(files);
  if (twice !== undefined) return { wrong: `two files would be called ${twice}; give another name` };
  return writeNew(host, setUp.folder, files);
}

/** The request, or what is wrong. */
function readRequest(
  { servers, clients, mongosqld, key, days, organization }: TestSetUp,
  now: number,
): TestCertificatesRequest | string {
  if (!Number.isInteger(days) || days < 1 || days > 825) return '--days takes a number from 1 to 825';
  if (key !== 'rsa' && key !== 'p256') return '--key takes rsa or p256';
  if (!isName(organization)) return '--organization takes a name of 1 to 64 characters';
  if (servers.length === 0) return 'name one server at least';
  const hosts = servers.map(hostList);
  const gateway = mongosqld === undefined ? undefined : hostList(mongosqld);
  for (const host of [...hosts.flat(), ...(gateway ?? [])]) {
    if (!isIpAddress(host) && !isHostName(host)) return `"${host}" is neither a host name nor an IP address`;
  }
  const wrong = clients.find((name) => !isName(name));
  if (wrong !== undefined) return `"${wrong}" is no name for a client: it takes 1 to 64 characters`;
  return {
    servers: hosts,
    clients,
    ...(gateway ? { mongosqld: gateway } : {}),
    key,
    days,
    organization,
    now,
  };
}

/** What may stand as a common name or an organization (RFC 5280, ub-common-name, ub-organization-name). */
function isName(text: string): boolean {
  return text.trim() !== '' && text.length <= 64 && !/\p{Cc}/u.test(text);
}

function hostList(text: string): string[] {
  return text.split(',').map((host) => host.trim());
}

/** Upper and lower case are one on many disks. */
function nameGivenTwice(files: readonly MadeFile[]): string | undefined {
  const names = files.map(({ name }) => name.toLowerCase());
  return names.find((name, index) => names.indexOf(name) !== index);
}
