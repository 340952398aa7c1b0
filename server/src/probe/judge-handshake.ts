import { type HandshakeTrace, dial, shakeHands } from './dial.ts';
import { examine, refusedAfterHandshake } from './examine.ts';
import { failureOf } from './failure.ts';
import { NotMongoError, sayHello } from './hello.ts';
import { tlsDetail, tlsFacts } from './host-details.ts';
import type { Target } from './host-list.ts';
import type { HostLog } from './host-log.ts';
import { within } from './limit.ts';
import { judgePeer, peerOf } from './peer.ts';
import { protocolOf } from './protocol-names.ts';
import { speaksTls } from './second-look.ts';
import type { Spot } from './spot.ts';
import type { WirePlan } from './wire-plan.ts';
import type { TLSSocket } from 'node:tls';

/** The host that is judged, and what is known of it so far. */
export interface Judged {
  readonly log: HostLog;
  readonly plan: WirePlan;
  readonly target: Target;
}

/** Whether a server speaks TLS; with what is behind it where that is something else than MongoDB. */
type TlsSeen = 'tls' | 'none' | { readonly behind: string | undefined };

/** Below TLS 1.3 a handshake that fails has shown the server's certificates before. */
export async function judgeAnyway({ log, plan }: Judged, trace: HandshakeTrace, spot: Spot): Promise<void> {
  if (!trace.sent?.length) return;
  const { failures, path } = await judgePeer(trace, plan, spot);
  log.alsoWrong.push(...failures);
  log.path = path;
  log.facts = { ...log.facts, tlsAnswered: true };
}

/** The handshake that a client with TLS would have. */
export async function judgeTls({ log, plan, target }: Judged, spot: Spot): Promise<TlsSeen> {
  const { trace } = log;
  let secure: TLSSocket;
  try {
    secure = await within(spot.signal, spot.patience, async (limit) =>
      shakeHands(await dial(spot, limit), target, plan.settings, limit, trace),
    );
  } catch (error) {
    const raw = failureOf('tls', error);
    const isTls = (await speaksTls(spot)) || trace.sent !== undefined;
    if (isTls && !spot.signal.aborted) {
      const explained = await examine(raw, trace, plan, spot);
      if (explained.code !== undefined) log.alsoWrong.push(explained);
      await judgeAnyway({ log, plan, target }, trace, spot);
    }
    return isTls ? 'tls' : 'none';
  }
  try {
    const peer = await peerOf(secure, trace, plan, spot);
    const found = [...(peer.failure ? [peer.failure] : []), ...peer.alsoWrong];
    const detail = tlsDetail(secure, plan, trace);
    log.tls = tlsFacts(detail, trace, peer, plan);
    log.path = peer.path;
    try {
      await within(spot.signal, Math.min(spot.patience, 2000), (limit) =>
        sayHello(secure, plan.loadBalanced, limit),
      );
    } catch (error) {
      if (error instanceof NotMongoError) {
        return { behind: protocolOf(error.received) };
      }
      const failure = failureOf('tls', error);
      const refused = await refusedAfterHandshake(failure, trace, plan, spot);
      if (refused.code?.startsWith('client-certificate-')) found.push(refused);
    }
    log.alsoWrong.push(...found);
    return 'tls';
  } finally {
    secure.destroy();
  }
}
