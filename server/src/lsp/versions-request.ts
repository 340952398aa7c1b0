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
  { model, facts }: FileAnalysis,
  { choices }: RequestTypes['mongodbTls/versions']['params'],
  rules: ReadonlyMap<string, Rule>,
): VersionsResult {
  const versions = [...versionsOf(model, facts)].sort(compareVersions);
  const inEffect = [...new Set((versions.length > 0 ? versions : [facts.serverVersion]).map(formatVersion))];
  const isAssumed = facts.versionIsAssumed === true;
  if (choices !== true || model.kind !== 'config' || model.program === 'mongosqld')
    return { inEffect, isAssumed };
  const others = differingVersions(model, facts, rules);
  return {
    inEffect,
    isAssumed,
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
