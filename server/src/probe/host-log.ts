import type { Certificate } from '../core/pem/model/certificate.ts';
import type { HandshakeTrace, Way } from './dial.ts';
import type { Facts } from './facts.ts';
import type { Failure } from './failure.ts';
import type { HelloFacts } from './hello.ts';
import type { Target } from './host-list.ts';
import type { Step, StepName, TlsFacts } from './report.ts';

/** How one host fared. */
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

/** What a step shows beside its name. */
export type Detail = Record<string, string | number | boolean>;

/** Steps of one host, as they are taken. */
export class HostLog {
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
