import type { TlsInputs } from './check-files.ts';
import type { Facts } from './facts.ts';
import type { Failure } from './failure.ts';
import type { ClientOutcome, ConnectReport, ServerMode, Step, TlsFacts } from './report.ts';
import type { WireResult } from './host-log.ts';

/** What a test found out, before it is explained. */
export interface Draft {
  readonly steps: readonly Step[];
  readonly failure?: Failure;
  readonly alsoWrong?: readonly Failure[];
  readonly notes: readonly string[];
  readonly wire?: WireResult;
  readonly wires?: readonly WireResult[];
  readonly members?: readonly WireResult[];
  readonly mode?: ServerMode | undefined;
  readonly tls?: Partial<TlsFacts>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly live?: Pick<ConnectReport, 'state' | 'command'>;
  readonly facts?: Facts;
  readonly inputs?: TlsInputs;
  readonly clients?: readonly ClientOutcome[];
}
