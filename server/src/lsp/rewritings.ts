import { targetFor } from '../core/config/platform.ts';
import { convertToYaml } from '../core/fixing/convert.ts';
import type { Edit } from '../core/text/span.ts';
import type { Analysis } from './analysis.ts';
import type { Rewriting } from './code-actions.ts';
import { migrationEdits } from './migrate-request.ts';

/** The rewritings of a whole file that are offered as refactorings. */
export const rewritings: readonly Rewriting[] = [
  { name: 'migrateToTls', title: 'Migrate net.ssl to net.tls in the whole file', edits: migrationEdits },
  { name: 'convertToYaml', title: 'Convert the whole file to YAML', edits: yamlEdits },
];

function yamlEdits({ model, facts }: Analysis): readonly Edit[] {
  if (model.kind !== 'config') return [];
  const target = targetFor(model, facts);
  const conversion = convertToYaml(model, target);
  return 'text' in conversion ? [{ span: [0, model.text.length], text: conversion.text }] : [];
}
