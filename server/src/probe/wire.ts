import { type HandshakeTrace, type Way, dial, shakeHands } from './dial.ts';
import { examine, isCut, refusedAfterHandshake } from './examine.ts';
import { type Failure, failureOf } from './failure.ts';
import { lookForProtocol, notMongo } from './foreign-protocol.ts';
import { type HelloFacts, NotMongoError, sayHello } from './hello.ts';
import { tlsDetail, helloDetail, tlsFacts } from './host-details.ts';
import { failureIn, plainText, requiresTls, byOwnLimit } from './host-failures.ts';
import { type Target, show } from './host-list.ts';
import { HostLog, type WireResult, type Detail, elapsed } from './host-log.ts';
import { judgeAnyway, judgeTls, type Judged } from './judge-handshake.ts';
import { tlsLibrary } from './library.ts';
import { Limit, within } from './limit.ts';
import { orOtherWay } from './patience.ts';
import { isLoopback, isWrongName, peerOf } from './peer.ts';
import { protocolOf } from './protocol-names.ts';
import type { StepName } from './report.ts';
import { addressesOf, explainMissing } from './resolve.ts';
import { speaksPlainText, speaksTls } from './second-look.ts';
import type { Spot } from './spot.ts';
import type { WirePlan } from './wire-plan.ts';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** One host, step by step. */
class HostProbe {
  readonly #log = new HostLog();
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

  get #judged(): Judged {
    return { log: this.#log, plan: this.#plan, target: this.#target };
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
      await judgeAnyway(this.#judged, trace, spot);
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
    const seen = await judgeTls(this.#judged, spot);
    if (typeof seen === 'object') return { ...notMongo(this.#target, seen.behind, true), stage: 'hello' };
    if (seen === 'tls') return failure.code === undefined ? requiresTls(this.#target)() : failure;
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
}

/** Takes the steps dns, tcp, tls and hello for one host and finds out why one fails. Never throws. */
export async function probeHost(target: Target, plan: WirePlan, signal: AbortSignal): Promise<WireResult> {
  return new HostProbe(target, plan, signal).run();
}
