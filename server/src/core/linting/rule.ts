import type { Facts } from '../facts/facts.ts';
import type { ConfigFormat } from '../config/setting.ts';
import type { VersionBound } from '../server/server-version.ts';
import type { Program } from '../server/server-kind.ts';
import type { Report, Severity, Tag } from '../findings/finding.ts';
import type { ServerStart } from '../deployment/server-start.ts';
import type { Documents } from '../embedded/lint-document.ts';

/**
 * How a rule's finding can be the cause of others, strongest first: a slip of the pen that the text itself shows (`writing`), a line
 * at which the server stops reading (`reading`), a name or a value that it does not know (`names`, `values`).
 */
export type Cause = 'writing' | 'reading' | 'names' | 'values';

/** What rules may be about: a document of a kind, or a server as one file starts it. */
interface RuleSubjects extends Documents {
  server: StartedAs;
}

/** A server as one file starts it. */
interface StartedAs extends ServerStart {
  readonly kind: 'server';
}

export type RuleKind = keyof RuleSubjects;
export type RuleSubject = RuleSubjects[RuleKind];

export interface RuleMeta {
  readonly severity: Severity;
  /** One line for tables and SARIF. */
  readonly summary: string;
  /** MongoDB source file, manual page or RFC the rule was read from. */
  readonly citation: string;
  /** Server versions the rule holds for; applied by the framework. */
  readonly since?: VersionBound;
  readonly until?: VersionBound;
  /** For `config`: the programs it holds for. Default: mongod and mongos. */
  readonly programs?: readonly Program[];
  /** For `config`: the formats it holds for. Default: the files, `yaml` and `ini`. */
  readonly formats?: readonly ConfigFormat[];
  /**
   * For `config`: it finds something only where one of these settings is there, by their preferred paths, parameters as
   * `setParameter.name`. Elsewhere it is not run.
   */
  readonly needs?: readonly string[];
  /** For `config`: it finds something only where this machine has a file that the configuration names. Elsewhere it is not run. */
  readonly needsFile?: true;
  readonly tags?: readonly Tag[];
  /** What it says holds for the file and not for a place: only the first of its findings counts. */
  readonly oncePerFile?: true;
  /** Its findings explain others, which are left out then (core/linting/consequences.ts). */
  readonly cause?: Cause;
  /** It is about something that is not in the file; such findings come after those about what is there. */
  readonly absence?: true;
  /** `CIS 8 v2.0.0: 4.1`: the benchmark with its version, and the id in it (benchmarks.ts). */
  readonly benchmarks?: readonly string[];
}

export interface Rule<K extends RuleKind = RuleKind> extends RuleMeta {
  readonly kind: K;
  readonly check: (document: RuleSubjects[K], facts: Facts) => Iterable<Report>;
}

/** Declares a rule; its id is its file's name. */
export function defineRule<K extends RuleKind>(kind: K, meta: RuleMeta, check: Rule<K>['check']): Rule<K> {
  return { kind, ...meta, check };
}
