import { CodeActionKind, type CodeAction } from 'vscode-languageserver';
import { differingVersions, errorsBySeries, errorsFor } from '../core/linting/other-versions.ts';
import type { Rule } from '../core/linting/rule.ts';
import { stateVersion } from '../core/config/version-comment.ts';
import type { Analysis } from './analysis.ts';
import { toWorkspaceEdit } from './convert.ts';
import type { Finding } from '../core/findings/finding.ts';

/** The versions for which a file has other errors than now, each with how many. */
export function otherVersions(
  analysis: Analysis,
  rules: ReadonlyMap<string, Rule>,
  kind: string,
): CodeAction[] {
  const { model, facts, document } = analysis;
  if (model.kind !== 'config' || model.program === 'mongosqld') return [];
  return differingVersions(model, facts, rules).map(({ series, errors }) => ({
    title: `Check this file for MongoDB ${series}: ${countOf(errors)}`,
    kind,
    edit: toWorkspaceEdit(document, [stateVersion(model, series)]),
  }));
}

/** Where nobody named the version: the newest one for which these errors are none. */
export function versionsWithout(
  found: readonly Finding[],
  analysis: Analysis,
  rules: ReadonlyMap<string, Rule>,
): CodeAction[] {
  const { model, facts, document } = analysis;
  if (model.kind !== 'config' || facts.versionIsAssumed !== true) return [];
  const now = errorsFor(facts.serverVersion, model, facts, rules);
  const versions = found.flatMap((finding) => {
    if (!now.some((error) => isSame(error, finding))) return [];
    // another release that refuses the section around it is no better
    const without = errorsBySeries(model, facts, rules).find(({ errors }) =>
      errors.every((error) => !isSamePlace(error, finding) && now.some((present) => isSame(present, error))),
    );
    return without ? [without.series] : [];
  });
  return [...new Set(versions)].map((series) => ({
    title: `The server is MongoDB ${series}, for which this is no error`,
    kind: CodeActionKind.QuickFix,
    edit: toWorkspaceEdit(document, [stateVersion(model, series)]),
  }));
}

function countOf({ length }: readonly Finding[]): string {
  if (length === 0) return 'no error';
  return length === 1 ? '1 error' : `${length} errors`;
}

function isSame(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && isSamePlace(a, b);
}

function isSamePlace(a: Finding, b: Finding): boolean {
  return a.span[0] === b.span[0] && a.span[1] === b.span[1];
}
