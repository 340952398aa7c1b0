import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { pause } from './abort.ts';
import type { HandshakeTrace } from './dial.ts';
import { dial, shakeHands } from './dial.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failure.ts';
import type { HelloFacts } from './hello.ts';
import { sayHello } from './hello.ts';
import type { Target } from './host-list.ts';
import { show } from './host-list.ts';
import { tlsLibrary } from './library.ts';
import { peerOf } from './peer.ts';
import { examine, refusedAfterHandshake } from './examine.ts';
import { releaseOf } from './releases.ts';
import type { Step, StepName, TlsFacts } from './report.ts';
import { addressesOf } from './resolve.ts';
import type { Spot } from './second-look.ts';
import { speaksPlainText, speaksTls } from './second-look.ts';
import type { WirePlan } from './wire-plan.ts';

export interface WireResult {
  readonly target: Target;
  readonly steps: readonly Step[];
  /** Absent where the host answered the greeting. */
  readonly failure?: Failure;
  readonly tls?: TlsFacts;
  readonly hello?: HelloFacts;
  readonly notes: readonly string[];
}

type Detail = Record<string, string | number | boolean>;

/** Steps of one host, as they are taken. */
class Log {
  readonly steps: Step[] = [];
  readonly notes: string[] = [];
  tls: TlsFacts | undefined;

  add(name: StepName, ok: boolean, since: number, detail: Detail): void {
    this.steps.push({ name, ok, ms: elapsed(since), detail });
  }

  /** TLS 1.3 refuses a client certificate only after the handshake: then that step failed, not the greeting. */
  fail(name: StepName, since: number, detail: Detail): void {
    const last = this.steps.at(-1);
    if (last?.name === name)
      this.steps.splice(-1, 1, { ...last, ok: false, detail: { ...last.detail, ...detail } });
    else this.add(name, false, since, detail);
  }
}

/** Milliseconds to a tenth. */
export function elapsed(since: number): number {
  return Math.round((performance.now() - since) * 10) / 10;
}

/** A server that waits for the other kind of client says nothing at all: ask the other way after a while. */
async function orOtherWay<T>(
  work: Promise<T>,
  spot: Spot,
  other: (spot: Spot) => Promise<boolean>,
  otherwise: () => Failure,
): Promise<T> {
  const over = new AbortController();
  const watch = async (): Promise<never> => {
    await pause(spot.patience / 4, AbortSignal.any([spot.signal, over.signal]));
    if (await other({ ...spot, signal: AbortSignal.any([spot.signal, over.signal]) }))
      throw new KnownFailure(otherwise());
    return new Promise<never>(() => undefined);
  };
  const watching = watch();
  watching.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([
      work,
      watching.catch((error: unknown): Promise<T> =>
        error instanceof KnownFailure ? Promise.reject(error) : work,
      ),
    ]);
  } finally {
    over.abort();
  }
}

/** Carries a failure that is already explained through a promise. */
class KnownFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.raw.message);
    this.failure = failure;
  }
}

function failureIn(stage: StepName, error: unknown): Failure {
  return error instanceof KnownFailure ? error.failure : failureOf(stage, error);
}

const plainText = (target: Target) => (): Failure => ({
  stage: 'tls',
  code: 'server-speaks-plain-text',
  raw: { code: 'NO_TLS_ANSWER', message: 'No answer to the TLS handshake', names: [] },
  specifics: [
    `${show(target)} answers a greeting without TLS, and leaves a TLS handshake without an answer.`,
  ],
});

const requiresTls = (target: Target) => (): Failure => ({
  stage: 'hello',
  code: 'server-requires-tls',
  raw: { code: 'NO_PLAIN_ANSWER', message: 'No answer to a greeting without TLS', names: [] },
  specifics: [`${show(target)} answers a TLS handshake, and no greeting without TLS.`],
});

function tlsDetail(socket: TLSSocket, plan: WirePlan, trace: HandshakeTrace): Detail {
  const asked = trace.certificateRequested;
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    authorized: socket.authorized,
    ...(asked === undefined ? {} : { clientCertificateRequested: asked }),
    clientCertificateSent: plan.inputs.clientCertificate !== undefined && asked !== false,
  };
}

function helloDetail(facts: HelloFacts): Detail {
  const release = releaseOf(facts.maxWireVersion);
  return {
    maxWireVersion: facts.maxWireVersion,
    ...(release === undefined ? {} : { release }),
    role: facts.role,
    ...(facts.setName === undefined ? {} : { setName: facts.setName }),
    ...(facts.me === undefined ? {} : { me: facts.me }),
  };
}

/** Takes the steps dns, tcp, tls and hello for one host and finds out why one fails. Never throws. */
export async function probeHost(target: Target, plan: WirePlan, signal: AbortSignal): Promise<WireResult> {
  const log = new Log();
  let socket: Socket | undefined;
  let stage: StepName = 'dns';
  let since = performance.now();
  const begin = (name: StepName): void => {
    stage = name;
    since = performance.now();
  };
  const done = (failure?: Failure, hello?: HelloFacts): WireResult => ({
    target,
    steps: log.steps,
    notes: log.notes,
    ...(failure ? { failure } : {}),
    ...(hello ? { hello } : {}),
    ...(log.tls ? { tls: log.tls } : {}),
  });
  const fail = (failure: Failure, detail: Detail = {}): WireResult => {
    const step = failure.stage === 'tls' ? 'tls' : stage;
    log.fail(step, since, { ...detail, code: failure.raw.code });
    return done(failure);
  };
  try {
    const addresses = await addressesOf(target.host, plan.resolver, signal);
    log.add('dns', true, since, { addresses: addresses.map(({ address }) => address).join(', ') });

    begin('tcp');
    socket = await dial(target, addresses, signal);
    log.add('tcp', true, since, { address: socket.remoteAddress ?? '', port: target.port });
    // some round trips, and never so short that a busy server is misjudged
    const patience = Math.max(1500, 10 * elapsed(since));
    const spot: Spot = { target, addresses, signal, patience };

    const trace: HandshakeTrace = {};
    let detail: Detail = {};
    if (plan.tls) {
      begin('tls');
      log.tls = { library: tlsLibrary(), protocol: '', cipher: '', peerChain: [] };
      let secure: TLSSocket;
      try {
        const handshake = shakeHands(socket, target, plan.settings, signal, trace);
        secure = await orOtherWay(handshake, spot, speaksPlainText, plainText(target));
      } catch (error) {
        return fail(await examine(failureIn('tls', error), trace, plan, spot));
      }
      socket = secure;
      // first, for a server that closes now takes protocol and cipher with it
      detail = tlsDetail(secure, plan, trace);
      const peer = await peerOf(secure, plan, spot);
      log.tls = {
        ...log.tls,
        protocol: String(detail.protocol),
        cipher: String(detail.cipher),
        peerChain: peer.chain,
      };
      log.notes.push(...peer.notes);
      if (peer.failure) return fail(peer.failure, detail);
      log.add('tls', true, since, detail);
    }

    begin('hello');
    try {
      const greeting = sayHello(socket, plan.loadBalanced, signal);
      const hello = plan.tls
        ? await greeting
        : await orOtherWay(greeting, spot, speaksTls, requiresTls(target));
      log.add('hello', true, since, helloDetail(hello));
      return done(undefined, hello);
    } catch (error) {
      const failure = failureIn('hello', error);
      if (!plan.tls)
        return fail(failure.code === undefined && (await speaksTls(spot)) ? requiresTls(target)() : failure);
      return fail(await refusedAfterHandshake(failure, trace, plan, spot), detail);
    }
  } catch (error) {
    return fail(failureIn(stage, error));
  } finally {
    socket?.destroy();
  }
}
