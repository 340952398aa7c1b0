import { execFile } from 'node:child_process';
import { promises as dns, type LookupAddress, type SrvRecord } from 'node:dns';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Limit, pause, until } from './limit.ts';

/** How names are looked up; tests bring their own. Each method rejects with the signal's reason once that is aborted. */
export interface Resolver {
  srv(name: string, signal: AbortSignal): Promise<readonly SrvRecord[]>;
  addresses(host: string, signal: AbortSignal): Promise<readonly LookupAddress[]>;
  /** The options that an SRV record's name has in a TXT record; absent: there are none. */
  txt?(name: string, signal: AbortSignal): Promise<readonly (readonly string[])[]>;
}

export interface NameServiceOptions {
  /** `address:port` of name servers; absent: those of the system. */
  readonly servers?: readonly string[];
  /** Absent: that of the system. */
  readonly hostsFile?: string;
  /** Asks the operating system in a process of its own, which ends with the signal. */
  readonly askSystem?: (host: string, signal: AbortSignal) => Promise<readonly LookupAddress[]>;
}

/** The answer of a name server; others, such as a time that is over, are none. */
const noSuchName = new Set(['ENOTFOUND', 'ENODATA']);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function defaultHostsFile(): string {
  return process.platform === 'win32'
    ? join(process.env.SystemRoot ?? 'C:\\Windows', 'System32\\drivers\\etc\\hosts')
    : '/etc/hosts';
}

/** Whether the hosts file names a host: then no name server is asked. */
async function isInHostsFile(host: string, file: string): Promise<boolean> {
  try {
    const text = await readFile(file, 'latin1');
    return text
      .split('\n')
      .some((line) => line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/).slice(1).includes(host));
  } catch {
    // without the file, name servers are asked
    return false;
  }
}

const script = `require('dns').lookup(process.argv[1],{all:true},(e,a)=>process.stdout.write(JSON.stringify(e?{code:e.code}:a)))`;

/**
 * getaddrinfo, as drivers call it, in a process of its own: a name service that does not answer holds a thread of this process for
 * as long as the system waits, and this process could not end before.
 */
async function askSystemApart(host: string, signal: AbortSignal): Promise<readonly LookupAddress[]> {
  const answer = await new Promise<string>((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['-e', script, '--', host],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' }, windowsHide: true },
      (error, stdout) => {
        signal.removeEventListener('abort', kill);
        if (error)
          reject(error instanceof Error ? error : new Error('The process that asks the system failed.'));
        else resolve(stdout);
      },
    );
    const kill = (): void => {
      child.kill('SIGKILL');
      reject(signal.reason as Error);
    };
    if (signal.aborted) kill();
    else signal.addEventListener('abort', kill, { once: true });
  });
  const parsed = JSON.parse(answer) as LookupAddress[] | { code: string };
  if (Array.isArray(parsed)) return parsed;
  throw Object.assign(new Error(`The system does not know ${host}.`), { code: parsed.code });
}

/** How long the second kind of address may come after the first (RFC 8305, section 3), in milliseconds. */
const secondFamilyDelay = 50;
/** From then on the system is asked too, in milliseconds. */
const slowAnswer = 1000;

function notFound(host: string): Error {
  return Object.assign(new Error(`No address is known for ${host}.`), { code: 'ENOTFOUND' });
}

class NameService implements Resolver {
  readonly #options: NameServiceOptions;

  constructor(options: NameServiceOptions) {
    this.#options = options;
  }

  /** Asks the name servers with a limit of its own; an answer that is not awaited any more is cancelled. */
  async #ask<T>(signal: AbortSignal, question: (resolver: dns.Resolver) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const resolver = new dns.Resolver({ timeout: 2000, tries: 2 });
    if (this.#options.servers) resolver.setServers([...this.#options.servers]);
    try {
      return await until(question(resolver), signal);
    } finally {
      resolver.cancel();
    }
  }

  async srv(name: string, signal: AbortSignal): Promise<readonly SrvRecord[]> {
    if (name.endsWith('.invalid')) throw notFound(name);
    return this.#ask(signal, (resolver) => resolver.resolveSrv(name));
  }

  async txt(name: string, signal: AbortSignal): Promise<readonly (readonly string[])[]> {
    try {
      return await this.#ask(signal, (resolver) => resolver.resolveTxt(name));
    } catch (error) {
      if (noSuchName.has(codeOf(error))) return [];
      throw error;
    }
  }

  async addresses(host: string, signal: AbortSignal): Promise<readonly LookupAddress[]> {
    const isLocal = host === 'localhost' || host.endsWith('.localhost');
    if (isLocal || (await isInHostsFile(host, this.#options.hostsFile ?? defaultHostsFile())))
      return until(dns.lookup(host, { all: true }), signal);
    // RFC 6761, section 6.4: such names never exist
    if (host.endsWith('.invalid')) throw notFound(host);
    const limit = new Limit(signal);
    try {
      return await this.#addresses(host, limit.signal);
    } finally {
      limit.abort(new DOMException('The answer is there.', 'AbortError'));
    }
  }

  async #addresses(host: string, signal: AbortSignal): Promise<readonly LookupAddress[]> {
    const asked = this.#askBothFamilies(host, signal);
    const askSystem = this.#options.askSystem ?? askSystemApart;
    const answered = asked.then(
      () => true,
      () => true,
    );
    const isSlow = await Promise.race([
      answered.then(() => false),
      pause(slowAnswer, signal).then(() => true),
    ]);
    if (isSlow) return firstOf(asked, askSystem(host, signal));
    try {
      return await asked;
    } catch (error) {
      // the system knows more: search domains, other services than DNS; its answer is as quick as this one was
      const isQuick = noSuchName.has(codeOf(error)) && !host.endsWith('.local') && !this.#options.askSystem;
      const second = isQuick ? until(dns.lookup(host, { all: true }), signal) : askSystem(host, signal);
      return second.catch((): never => {
        signal.throwIfAborted();
        throw error;
      });
    }
  }

  async #askBothFamilies(host: string, signal: AbortSignal): Promise<readonly LookupAddress[]> {
    const four = this.#ask(signal, (resolver) => resolver.resolve4(host)).then((addresses) =>
      addresses.map((address): LookupAddress => ({ address, family: 4 })),
    );
    const six = this.#ask(signal, (resolver) => resolver.resolve6(host)).then((addresses) =>
      addresses.map((address): LookupAddress => ({ address, family: 6 })),
    );
    const none = (): LookupAddress[] => [];
    six.catch(none);
    try {
      const first = await four;
      const later = pause(secondFamilyDelay, signal).then(none);
      return [...first, ...(await Promise.race([six.catch(none), later]))];
    } catch (error) {
      return six.catch((): never => {
        throw error;
      });
    }
  }
}

/** The first success; where both fail, the first one's error, which tells more. */
async function firstOf<T>(first: Promise<T>, second: Promise<T>): Promise<T> {
  try {
    return await Promise.any([first, second]);
  } catch {
    return first;
  }
}

/** Looks names up as drivers do (hosts file, name servers, the system), but so that it can be ended at any time. */
export function nameService(options: NameServiceOptions = {}): Resolver {
  return new NameService(options);
}
