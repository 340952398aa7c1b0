import type { StartedServer } from '../deployment/started-server.ts';
import type { Severity } from '../findings/finding.ts';
import type { Rule, RuleKind } from './rule.ts';

/** What a user may set a rule to. */
export type RuleLevel = Severity | 'off';

export interface LintOptions {
  /** Rule id to level; a rule not named keeps its own severity. */
  readonly levels?: Readonly<Record<string, RuleLevel>>;
  /** The servers that the file starts, and those that read a configuration in it. */
  readonly servers?: readonly StartedServer[];
  /** Says everything, also what only follows from another finding. */
  readonly keepConsequences?: true;
}

/** Rules by id. */
export interface Rules extends ReadonlyMap<string, Rule> {
  /** Those for subjects of a kind, where the others need not be loaded for it. */
  ofKind?(kind: RuleKind): ReadonlyMap<string, Rule>;
}
