import type { Facts } from './facts.ts';
import type { CommandLines } from './models/command-line.ts';
import type { Config } from './models/config.ts';
import type { KeyFile } from './models/key-file.ts';
import type { Pem } from './models/pem.ts';
import type { ConfigFormat, Program } from './models/setting.ts';
import type { VersionBound } from './server-version.ts';
import type { Edit, Span } from './span.ts';

/**
 * `error`: this server version does not start, or TLS will fail. `warning`: it runs but is weaker than it looks, or
 * will break. `info`: hygiene.
 */
export type Severity = 'error' | 'warning' | 'info';

/** The document kinds, each with the model its rules get. */
interface Documents {
  config: Config;
  keyfile: KeyFile;
  pem: Pem;
  /** mongod and mongos command lines inside a file of another language. */
  commandline: CommandLines;
}

export type DocumentKind = keyof Documents;
export type LintDocument = Documents[DocumentKind];

/** A change that mends a finding. `safe`: it cannot change what the server does or who may connect. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** A command for the shell of a server that mends a finding there; editors offer to copy it. */
export interface ShellCommand {
  /** What editors call it. */
  readonly title: string;
  readonly text: string;
}

/** Another place that helps to understand a finding; in this document unless `location` names a file. */
export interface Related {
  readonly span: Span;
  readonly message: string;
  readonly location?: string;
}

/** What a rule yields: where, and in one sentence what and why. */
export interface Report {
  readonly span: Span;
  readonly message: string;
  readonly fix?: Fix;
  /** Other ways to mend it, offered after `fix` by hand only: never part of fix-all. */
  readonly alternatives?: readonly Fix[];
  readonly command?: ShellCommand;
  readonly related?: readonly Related[];
  /** Only where one rule has a milder case than its own severity. */
  readonly severity?: Severity;
}

/** How editors show a finding: struck out, or greyed. */
type Tag = 'deprecated' | 'unnecessary';

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
  readonly tags?: readonly Tag[];
  /** `CIS 4.1`, `STIG V-…`. */
  readonly benchmarks?: readonly string[];
}

export interface Rule<K extends DocumentKind = DocumentKind> extends RuleMeta {
  readonly kind: K;
  readonly check: (document: Documents[K], facts: Facts) => Iterable<Report>;
}

/** Declares a rule; its id is its file's name. */
export function defineRule<K extends DocumentKind>(
  kind: K,
  meta: RuleMeta,
  check: Rule<K>['check'],
): Rule<K> {
  return { kind, ...meta, check };
}

/** A report under its rule's id, with everything settled. What all outputs are made from. */
export interface Finding extends Report {
  readonly rule: string;
  readonly severity: Severity;
  readonly tags?: readonly Tag[];
}
