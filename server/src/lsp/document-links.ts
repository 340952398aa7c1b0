import type { DocumentLink } from 'vscode-languageserver';
import { tlsManualUrl, tlsSection } from '../core/editing/tls-section.ts';
import { namedFiles } from '../core/config/config.ts';
import { clientFiles } from '../core/client-options/client-files.ts';
import { driverFiles } from '../core/client-options/driver-files.ts';
import type { LintDocument } from '../core/embedded/lint-document.ts';
import type { Span } from '../core/text/span.ts';
import type { Analysis } from './analysis.ts';
import { toRange } from './convert.ts';
import { uriOfPath } from './workspace.ts';

/**
 * Links on the paths of a configuration, a connection string or the options of a driver, to the files that are there, and one on the TLS section, to the manual. A link on every
 * key would underline the whole file; hover has one for each.
 */
export function documentLinks({ document, model, facts }: Analysis): DocumentLink[] {
  const files = namedIn(model).flatMap(({ path, span }): DocumentLink[] => {
    const fact = facts.files.get(path);
    if (fact?.state !== 'present') return [];
    return [{ range: toRange(document, span), target: uriOfPath(fact.location) }];
  });
  if (model.kind !== 'config') return files;
  const section = model.program === 'mongosqld' ? undefined : tlsSection(model);
  if (!section) return files;
  const tooltip = 'MongoDB Manual: net.tls options';
  return [{ range: toRange(document, section), target: tlsManualUrl, tooltip }, ...files];
}

function namedIn(model: LintDocument): { readonly path: string; readonly span: Span }[] {
  if (model.kind === 'config')
    return namedFiles(model).map(({ text = '', valueSpan }) => ({ path: text, span: valueSpan }));
  if (model.kind === 'options')
    return driverFiles(model).map(({ path, option }) => ({ path, span: option.valueSpan }));
  if (model.kind !== 'uri') return [];
  return clientFiles(model.options).map(({ path, option }) => ({ path, span: option.valueSpan }));
}
