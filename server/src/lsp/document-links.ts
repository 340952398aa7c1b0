import type { DocumentLink } from 'vscode-languageserver';
import { namedFiles } from '../core/models/config.ts';
import type { Analysis } from './analysis.ts';
import { toRange } from './convert.ts';
import { uriOfPath } from './workspace.ts';

/** Links on the paths of a configuration, to the files that are there. */
export function documentLinks({ document, model, facts }: Analysis): DocumentLink[] {
  if (model.kind !== 'config') return [];
  return namedFiles(model).flatMap((setting): DocumentLink[] => {
    const fact = facts.files.get(setting.text ?? '');
    if (fact?.state !== 'present') return [];
    return [{ range: toRange(document, setting.valueSpan), target: uriOfPath(fact.location) }];
  });
}
