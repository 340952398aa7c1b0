import type { Connection } from './connection-string.ts';
import { dial, shakeHands } from './dial.ts';
import type { DriverResult } from './driver.ts';
import { failureOf } from './failure.ts';
import { sayHello } from './hello.ts';
import type { Target } from './host-list.ts';
import { addressesOf } from './resolve.ts';
import { elapsed } from './host-log.ts';
import type { WirePlan } from './wire-plan.ts';

/**
 * One more greeting over a new connection through the proxy, in place of the driver: that needs a module of its own for proxies,
 * which is not part of this tool. No login is tried.
 */
export async function pingThrough(
  hosts: readonly Target[],
  plan: WirePlan,
  { user }: Connection,
  signal: AbortSignal,
): Promise<DriverResult> {
  const since = performance.now();
  const detail = {
    through: 'SOCKS5 proxy',
    ...(user === undefined ? {} : { login: 'not tried through a proxy' }),
  };
  try {
    const [target] = hosts;
    const { proxy } = plan;
    if (!target || !proxy) throw new Error('No host was named.');
    const addresses = await addressesOf(proxy.host, plan.resolver, signal);
    const socket = await dial({ target, addresses, proxy }, signal);
    const open = plan.tls ? await shakeHands(socket, target, plan.settings, signal) : socket;
    try {
      await sayHello(open, plan.loadBalanced, signal);
    } finally {
      open.destroy();
    }
    return { steps: [{ name: 'ping', ok: true, ms: elapsed(since), detail }] };
  } catch (error) {
    const failure = failureOf('ping', error);
    return {
      steps: [{ name: 'ping', ok: false, ms: elapsed(since), detail: { ...detail, code: failure.raw.code } }],
      failure,
    };
  }
}
