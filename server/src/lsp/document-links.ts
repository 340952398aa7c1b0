import type { DocumentLink } from 'vscode-languageserver';
import { tlsManualUrl, tlsSection } from '../core/editing/tls-section.ts';
import { namedFiles } from '../core/config/config.ts';
import type { Analysis } from './analysis.ts';
import { toRange } from './convert.ts';
import { uriOfPath } from './workspace.ts';

/**
 * Links on the paths of a configuration, to the files that are there, and one on the TLS section, to the manual. A link on every
 * key would underline the whole file; hover has one for each.
 */
export function documentLinks({ document, model, facts }: Analysis): DocumentLink[] {
  if (model.kind !== 'config') return [];
  const files = namedFiles(model).flatMap((setting): DocumentLink[] => {
    const fact = facts.files.get(setting.text ?? '');
    if (fact?.state !== 'present') return [];
    return [{ range: toRange(document, setting.valueSpan), target: uriOfPath(fact.location) }];
  });
  const section = model.program === 'mongosqld' ? undefined : tlsSection(model);
  if (!section) return files;
  const tooltip = 'MongoDB Manual: net.tls options';
  return [{ range: toRange(document, section), target: tlsManualUrl, tooltip }, ...files];
}
