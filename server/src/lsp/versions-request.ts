import { configSummary } from '../core/editing/config-summary.ts';
import { stateVersion } from '../core/config/version-comment.ts';
import { versionsOf } from '../core/linting/lint.ts';
import { differingVersions } from '../core/linting/other-versions.ts';
import type { Rule } from '../core/linting/rule.ts';
import { compareVersions, formatVersion, parseServerVersion } from '../core/server/server-version.ts';
import type { RequestTypes, StateVersionResult, VersionsResult } from '../protocol.ts';
import type { FileAnalysis } from './analysis.ts';
import { toWorkspaceEdit } from './convert.ts';

/** Answers `mongodbTls/versions`. */
export function versionsOfDocument(
  { model, facts, parts }: FileAnalysis,
  { choices }: RequestTypes['mongodbTls/versions']['params'],
  rules: ReadonlyMap<string, Rule>,
): VersionsResult {
  const versions = [...versionsOf(model, facts)].sort(compareVersions);
  const inEffect = [...new Set((versions.length > 0 ? versions : [facts.serverVersion]).map(formatVersion))];
  const isAssumed = facts.versionIsAssumed === true;
  const [part] = parts;
  const summary = part?.model.kind === 'config' ? configSummary(part.model, part.facts) : [];
  if (choices !== true || model.kind !== 'config' || model.program === 'mongosqld')
    return { inEffect, isAssumed, summary };
  const others = differingVersions(model, facts, rules);
  return {
    inEffect,
    isAssumed,
    summary,
    choices: others.map(({ series, errors }) => ({ version: series, errors: errors.length })),
  };
}

/** Answers `mongodbTls/stateVersion`. */
export function stateVersionOf(
  { model, document }: FileAnalysis,
  { version }: RequestTypes['mongodbTls/stateVersion']['params'],
): StateVersionResult {
  if (model.kind !== 'config' || model.program === 'mongosqld' || !parseServerVersion(version)) return null;
  return toWorkspaceEdit(document, [stateVersion(model, version)]);
}
