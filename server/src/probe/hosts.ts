import { codeOf } from './codes.ts';
import { explain } from './explain.ts';
import type { HelloFacts } from './hello.ts';
import { memberTarget, show, type Target } from './host-list.ts';
import { Limit } from './limit.ts';
import type { HostOutcome } from './report.ts';
import { elapsed, type WireResult } from './host-log.ts';
import { probeHost } from './wire.ts';
import type { WirePlan } from './wire-plan.ts';

/** How long, in milliseconds, a host may be later than the first that answered, and never less than ten times as long. */
const lateness = 3000;

/** All hosts at once; once one has answered, a silent one is not waited for to the end. */
export async function probeHosts(
  hosts: readonly Target[],
  plan: WirePlan,
  signal: AbortSignal,
): Promise<WireResult[]> {
  const limit = new Limit(signal);
  const since = performance.now();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.all(
      hosts.map(async (host) => {
        const result = await probeHost(host, plan, limit.signal);
        if (!result.failure)
          timer ??= setTimeout(
            () => {
              limit.abort(new DOMException('The host is slower than the others.', 'TimeoutError'));
            },
            Math.max(lateness, 10 * elapsed(since)),
          );
        return result;
      }),
    );
  } finally {
    clearTimeout(timer);
    limit.end();
  }
}

/** The first host that answered, or the one that got farthest. */
export function best(results: readonly WireResult[]): WireResult | undefined {
  const answered = results.find(({ failure }) => !failure);
  return answered ?? [...results].sort((a, b) => b.steps.length - a.steps.length)[0];
}

/** The members that a server names and the connection string does not. */
export function unnamedMembers({ hosts }: HelloFacts, seeds: readonly Target[]): Target[] {
  return hosts.flatMap((host) => {
    const member = memberTarget(host);
    return member && !seeds.some((seed) => show(seed) === show(member)) ? [member] : [];
  });
}

/** How each host fared, with its own chain and cause. */
export function outcomesOf(wires: readonly WireResult[], member: boolean): HostOutcome[] {
  return wires.map(({ target, failure, tls, facts }) => ({
    host: show(target),
    ok: !failure,
    ...(failure
      ? { code: codeOf(failure), why: (failure.specifics ?? [explain(failure, [], facts).title]).join(' ') }
      : {}),
    ...(member ? { member: true as const } : {}),
    ...(tls && tls.peerChain.length > 0 ? { peerChain: tls.peerChain } : {}),
  }));
}

/** One sentence on the hosts that failed where others did not. */
export function someFailed(wires: readonly WireResult[], what: string): string[] {
  const failed = wires.filter(({ failure }) => failure);
  if (failed.length === 0 || (what === 'hosts' && failed.length === wires.length)) return [];
  return [
    `${failed.length} of ${wires.length} ${what} failed: ${failed.map(({ target, failure }) => `${show(target)} (${failure ? codeOf(failure) : ''})`).join(', ')}.`,
  ];
}
