import { writeCertificate } from '../core/pem/armour/write-certificate.ts';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Certificate } from '../core/pem/model/certificate.ts';
import type { HandshakeTrace, Way } from './dial.ts';
import { dial, shakeHands } from './dial.ts';
import { examine, isCut, refusedAfterHandshake } from './examine.ts';
import type { Facts } from './facts.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failure.ts';
import { lookForProtocol, notMongo } from './foreign-protocol.ts';
import type { HelloFacts } from './hello.ts';
import { NotMongoError, sayHello } from './hello.ts';
import type { Target } from './host-list.ts';
import { show } from './host-list.ts';
import { tlsLibrary } from './library.ts';
import { Limit, within } from './limit.ts';
import { KnownFailure, orOtherWay } from './patience.ts';
import { isLoopback, isWrongName, judgePeer, peerOf, type Peer } from './peer.ts';
import { protocolOf } from './protocol-names.ts';
import { releaseOf } from './releases.ts';
import type { Step, StepName, TlsFacts } from './report.ts';
import { addressesOf, explainMissing } from './resolve.ts';
import { speaksPlainText, speaksTls } from './second-look.ts';
import type { Spot } from './spot.ts';
import { stapleFacts } from './staple.ts';
import type { WirePlan } from './wire-plan.ts';

export interface WireResult {
  readonly target: Target;
  readonly steps: readonly Step[];
  /** Absent where the host answered the greeting. */
  readonly failure?: Failure;
  /** Further obstacles that are visible. */
  readonly alsoWrong: readonly Failure[];
  readonly tls?: TlsFacts;
  /** The server's certificate and those above it, as far as they could be followed. */
  readonly path: readonly Certificate[];
  /** Exactly as the server sent them. */
  readonly sent: readonly Certificate[];
  /** Whether the host name is not among the names of the certificate. */
  readonly wrongName: boolean;
  readonly hello?: HelloFacts;
  readonly notes: readonly string[];
  readonly facts: Facts;
  /** How to get there again; absent where the name has no address. */
  readonly way?: Way;
}

type Detail = Record<string, string | number | boolean>;

/** Steps of one host, as they are taken. */
class Log {
  readonly steps: Step[] = [];
  readonly notes: string[] = [];
  readonly alsoWrong: Failure[] = [];
  tls: TlsFacts | undefined;
  path: readonly Certificate[] = [];
  trace: HandshakeTrace = {};
  facts: Facts = {};
  way: Way | undefined;

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

function failureIn(stage: StepName, error: unknown): Failure {
  if (error instanceof KnownFailure) return error.failure;
  return failureOf(stage, error);
}

const plainText = (target: Target) => (): Failure => ({
  stage: 'tls',
  code: 'server-speaks-plain-text',
  raw: { code: 'NO_TLS_ANSWER', message: 'No answer to the TLS handshake', names: [] },
  specifics: [
    `${show(target)} answers a greeting without TLS, and leaves a TLS handshake without an answer.`,
  ],
  facts: { plainAnswered: true, tlsAnswered: false, mongodbAnswered: true },
});

const requiresTls = (target: Target) => (): Failure => ({
  stage: 'hello',
  code: 'server-requires-tls',
  raw: { code: 'NO_PLAIN_ANSWER', message: 'No answer to a greeting without TLS', names: [] },
  specifics: [`${show(target)} answers a TLS handshake, and no greeting without TLS.`],
  facts: { tlsAsked: false, tlsAnswered: true, plainAnswered: false },
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

function tlsFacts(detail: Detail, trace: HandshakeTrace, peer: Peer, plan: WirePlan): TlsFacts {
  const ocsp = stapleFacts(trace.staple, peer.path);
  return {
    library: tlsLibrary(),
    protocol: String(detail.protocol),
    cipher: String(detail.cipher),
    peerChain: peer.chain,
    sentChain: peer.sent,
    ...(plan.details && trace.sent
      ? { sentPem: trace.sent.map(({ der }) => writeCertificate(der)).join('') }
      : {}),
    ...(peer.verified ? { verifiedChain: peer.verified } : {}),
    ...(trace.group === undefined ? {} : { group: trace.group }),
    ...(ocsp ? { ocsp } : {}),
  };
}

/** A failure of another limit than that of the whole run. */
function byOwnLimit(failure: Failure, plan: WirePlan, signal: AbortSignal): Failure {
  const { connectTimeoutMS: ms } = plan;
  if (failure.raw.code !== 'TimeoutError' || signal.aborted || ms === undefined || failure.code !== undefined)
    return failure;
  return {
    ...failure,
    code: 'connect-timeout',
    specifics: [`connectTimeoutMS=${ms} of the connection string ended the attempt.`],
    fixes: ['Give connectTimeoutMS more time, or take it out: the default of drivers is 10 or 30 seconds.'],
  };
}

/** One host, step by step. */
class HostProbe {
  readonly #log = new Log();
  readonly #target: Target;
  readonly #plan: WirePlan;
  readonly #signal: AbortSignal;
  #stage: StepName = 'dns';
  #since = performance.now();
  #socket: Socket | undefined;

  constructor(target: Target, plan: WirePlan, signal: AbortSignal) {
    this.#target = target;
    this.#plan = plan;
    this.#signal = signal;
  }

  async run(): Promise<WireResult> {
    const slow = setTimeout(() => this.#plan.onSlow?.(), 1000);
    try {
      return await this.#steps();
    } catch (error) {
      return this.#fail(byOwnLimit(failureIn(this.#stage, error), this.#plan, this.#signal));
    } finally {
      clearTimeout(slow);
      this.#socket?.destroy();
    }
  }

  #begin(name: StepName): void {
    this.#stage = name;
    this.#since = performance.now();
  }

  #done(failure?: Failure, hello?: HelloFacts): WireResult {
    const { steps, notes, alsoWrong, tls, path, trace, facts, way } = this.#log;
    return {
      target: this.#target,
      steps,
      notes,
      alsoWrong,
      path,
      sent: trace.sent ?? [],
      wrongName: isWrongName(this.#target.host, trace),
      facts: { ...facts, ...failure?.facts, ...(hello ? { mongodbAnswered: true } : {}) },
      ...(failure ? { failure } : {}),
      ...(hello ? { hello } : {}),
      ...(tls ? { tls } : {}),
      ...(way ? { way } : {}),
    };
  }

  #fail(failure: Failure, detail: Detail = {}): WireResult {
    const step = failure.stage === 'tls' && this.#plan.tls ? 'tls' : this.#stage;
    this.#log.fail(step, this.#since, { ...detail, code: failure.raw.code });
    return this.#done(failure);
  }

  async #steps(): Promise<WireResult> {
    const { proxy, resolver, connectTimeoutMS } = this.#plan;
    const dialled = proxy ?? this.#target;
    let addresses;
    try {
      addresses = await addressesOf(dialled.host, resolver, this.#signal);
    } catch (error) {
      return this.#fail(await explainMissing(error, dialled.host, resolver, this.#signal));
    }
    const via = proxy ? { proxy: show(proxy) } : {};
    this.#log.add('dns', true, this.#since, {
      ...via,
      addresses: addresses.map(({ address }) => address).join(', '),
    });
    const way = { target: this.#target, addresses, ...(proxy ? { proxy } : {}) };
    this.#log.way = way;
    this.#log.facts = { loopback: !proxy && addresses.every(({ address }) => isLoopback(address)) };
    const opening = new Limit(this.#signal, connectTimeoutMS);
    try {
      return await this.#open(way, opening);
    } finally {
      opening.end();
    }
  }

  async #open(way: Way, opening: Limit): Promise<WireResult> {
    this.#begin('tcp');
    const socket = await dial(way, opening.signal);
    this.#socket = socket;
    this.#log.add('tcp', true, this.#since, { address: socket.remoteAddress ?? '', port: this.#target.port });
    // some round trips, and never so short that a busy server is misjudged
    const patience = Math.max(3500, 10 * elapsed(this.#since));
    const spot: Spot = { ...way, signal: opening.signal, patience };
    if (this.#plan.tls) return this.#withTls(socket, spot, opening);
    opening.end();
    return this.#withoutTls(socket, { ...spot, signal: this.#signal });
  }

  async #withTls(over: Socket, spot: Spot, opening: Limit): Promise<WireResult> {
    const plan = this.#plan;
    this.#begin('tls');
    this.#log.tls = { library: tlsLibrary(), protocol: '', cipher: '', peerChain: [] };
    const { trace } = this.#log;
    let secure: TLSSocket;
    try {
      const handshake = shakeHands(over, this.#target, plan.settings, spot.signal, trace);
      secure = await orOtherWay(handshake, spot, speaksPlainText, plainText(this.#target));
    } catch (error) {
      const failure = await examine(failureIn('tls', error), trace, plan, { ...spot, signal: this.#signal });
      await this.#judgeAnyway(trace, spot);
      return this.#fail(byOwnLimit(failure, plan, this.#signal));
    }
    opening.end();
    const calm = { ...spot, signal: this.#signal };
    this.#socket = secure;
    // first, for a server that closes now takes protocol and cipher with it
    const detail = tlsDetail(secure, plan, trace);
    const peer = await peerOf(secure, trace, plan, calm);
    this.#log.tls = tlsFacts(detail, trace, peer, plan);
    this.#log.path = peer.path;
    this.#log.notes.push(...peer.notes);
    this.#log.facts = { ...this.#log.facts, tlsAnswered: true };
    if (trace.certificateRequested !== undefined)
      this.#log.facts = { ...this.#log.facts, clientCertificateAsked: trace.certificateRequested };
    if (peer.failure) {
      this.#log.alsoWrong.push(...peer.alsoWrong);
      const refusal = await this.#refusalBeside(secure, trace, calm);
      if (refusal) this.#log.alsoWrong.push(refusal);
      return this.#fail(peer.failure, detail);
    }
    this.#log.add('tls', true, this.#since, detail);
    this.#begin('hello');
    return this.#greet(secure, trace, calm, detail);
  }

  /** Below TLS 1.3 a handshake that fails has shown the server's certificates before. */
  async #judgeAnyway(trace: HandshakeTrace, spot: Spot): Promise<void> {
    if (!trace.sent?.length) return;
    const { failures, path } = await judgePeer(trace, this.#plan, spot);
    this.#log.alsoWrong.push(...failures);
    this.#log.path = path;
    this.#log.facts = { ...this.#log.facts, tlsAnswered: true };
  }

  /** Whether a server whose certificate is refused would refuse this client, too. */
  async #refusalBeside(secure: TLSSocket, trace: HandshakeTrace, spot: Spot): Promise<Failure | undefined> {
    if (trace.certificateRequested === false) return undefined;
    try {
      await within(spot.signal, Math.min(spot.patience, 2000), (limit) =>
        sayHello(secure, this.#plan.loadBalanced, limit),
      );
      return undefined;
    } catch (error) {
      const failure = failureOf('tls', error);
      if (failure.raw.code === 'TimeoutError' || spot.signal.aborted || error instanceof NotMongoError)
        return undefined;
      const refused = await refusedAfterHandshake(failure, trace, this.#plan, spot);
      return refused.code?.startsWith('client-certificate-') || refused.raw.code.includes('CERTIFICATE')
        ? refused
        : undefined;
    }
  }

  async #greet(secure: TLSSocket, trace: HandshakeTrace, spot: Spot, detail: Detail): Promise<WireResult> {
    const plan = this.#plan;
    try {
      const hello = await within(this.#signal, plan.connectTimeoutMS, (limit) =>
        sayHello(secure, plan.loadBalanced, limit),
      );
      this.#log.add('hello', true, this.#since, helloDetail(hello));
      return this.#done(undefined, hello);
    } catch (error) {
      if (error instanceof NotMongoError)
        return this.#fail(notMongo(this.#target, protocolOf(error.received), true));
      const failure = byOwnLimit(failureIn('hello', error), plan, this.#signal);
      return this.#fail(await refusedAfterHandshake(failure, trace, plan, spot), detail);
    }
  }

  async #withoutTls(socket: Socket, spot: Spot): Promise<WireResult> {
    const plan = this.#plan;
    this.#begin('hello');
    try {
      const hello = await within(this.#signal, plan.connectTimeoutMS, (limit) =>
        orOtherWay(
          sayHello(socket, plan.loadBalanced, limit),
          { ...spot, signal: limit },
          speaksTls,
          requiresTls(this.#target),
        ),
      );
      this.#log.add('hello', true, this.#since, helloDetail(hello));
      return this.#done(undefined, hello);
    } catch (error) {
      return this.#fail(await this.#explainPlain(error, spot));
    }
  }

  /** Why a greeting without TLS failed; where the server speaks TLS, its handshake is judged too. */
  async #explainPlain(error: unknown, spot: Spot): Promise<Failure> {
    const failure = byOwnLimit(failureIn('hello', error), this.#plan, this.#signal);
    if (failure.code !== undefined && failure.code !== 'server-requires-tls') return failure;
    const isOther = error instanceof NotMongoError && error.received[0] !== 0x15;
    if (isOther) return { ...notMongo(this.#target, protocolOf(error.received), false), stage: 'hello' };
    if (spot.signal.aborted) return failure;
    const seen = await this.#judgeTls(spot);
    if (seen === 'other') return { ...notMongo(this.#target, this.#behindTls, true), stage: 'hello' };
    if (seen) return failure.code === undefined ? requiresTls(this.#target)() : failure;
    if (failure.code !== undefined || !isCut(failure)) return failure;
    return this.#closed(failure, spot);
  }

  async #closed(failure: Failure, spot: Spot): Promise<Failure> {
    const who = await lookForProtocol(spot);
    if (who !== undefined) return notMongo(this.#target, who, false);
    return {
      ...failure,
      code: 'connection-closed',
      specifics: [
        `${show(this.#target)} accepted the connection and closed it when it was greeted, and it does not answer a TLS handshake either.`,
      ],
    };
  }

  #behindTls: string | undefined;

  /** The handshake that a client with TLS would have: `other` where something else than MongoDB is behind it. */
  async #judgeTls(spot: Spot): Promise<boolean | 'other'> {
    const plan = this.#plan;
    const { trace } = this.#log;
    let secure: TLSSocket;
    try {
      secure = await within(spot.signal, spot.patience, async (limit) =>
        shakeHands(await dial(spot, limit), this.#target, plan.settings, limit, trace),
      );
    } catch (error) {
      const raw = failureOf('tls', error);
      const isTls = (await speaksTls(spot)) || trace.sent !== undefined;
      if (isTls && !spot.signal.aborted) {
        const explained = await examine(raw, trace, plan, spot);
        if (explained.code !== undefined) this.#log.alsoWrong.push(explained);
        await this.#judgeAnyway(trace, spot);
      }
      return isTls;
    }
    try {
      const peer = await peerOf(secure, trace, plan, spot);
      const found = [...(peer.failure ? [peer.failure] : []), ...peer.alsoWrong];
      const detail = tlsDetail(secure, plan, trace);
      this.#log.tls = tlsFacts(detail, trace, peer, plan);
      this.#log.path = peer.path;
      try {
        await within(spot.signal, Math.min(spot.patience, 2000), (limit) =>
          sayHello(secure, plan.loadBalanced, limit),
        );
      } catch (error) {
        if (error instanceof NotMongoError) {
          this.#behindTls = protocolOf(error.received);
          return 'other';
        }
        const failure = failureOf('tls', error);
        const refused = await refusedAfterHandshake(failure, trace, plan, spot);
        if (refused.code?.startsWith('client-certificate-')) found.push(refused);
      }
      this.#log.alsoWrong.push(...found);
      return true;
    } finally {
      secure.destroy();
    }
  }
}

/** Takes the steps dns, tcp, tls and hello for one host and finds out why one fails. Never throws. */
export async function probeHost(target: Target, plan: WirePlan, signal: AbortSignal): Promise<WireResult> {
  return new HostProbe(target, plan, signal).run();
}
