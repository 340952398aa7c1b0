import type { CodeLens } from 'vscode-languageserver';
import { pemLenses } from '../core/editing/pem-lenses.ts';
import { serverLenses } from '../core/editing/server-lenses.ts';
import { tlsSection } from '../core/editing/tls-section.ts';
import type { Config } from '../core/config/config.ts';
import type { Pem } from '../core/pem/model/pem.ts';
import type { Analysis, FileAnalysis } from './analysis.ts';
import { toRange } from './convert.ts';
import { keyFileLenses } from './key-file-lenses.ts';
import type { KeyFiles } from './key-files.ts';
import { serversStartedIn } from './servers-of-file.ts';
import { uriOfPath } from './workspace.ts';

/** What needs a workspace that is trusted. */
const restricted = new Set(['mongodbTls.testConnection', 'mongodbTls.rotateKeyfile']);

/**
 * Above the TLS section, keys and PEM blocks: what can be done with them; in files of other languages, above what starts a server:
 * what that becomes. Only for a client that has the commands of the extension; in a workspace that is not trusted without those that
 * would be refused.
 */
export function codeLenses(file: FileAnalysis, keyFiles: KeyFiles, isTrusted: boolean): CodeLens[] {
  if (file.model.kind === 'host') return ofServers(file);
  const lenses = file.parts.flatMap((part) => allLenses(part, keyFiles));
  return isTrusted ? lenses : lenses.filter(({ command }) => !restricted.has(command?.command ?? ''));
}

function allLenses(analysis: Analysis, keyFiles: KeyFiles): CodeLens[] {
  const { model } = analysis;
  if (model.kind === 'keyfile') return keyFileLenses(analysis, model, keyFiles);
  if (model.kind === 'pem') return ofPem(analysis, model);
  return model.kind === 'config' && model.program !== 'mongosqld' ? ofConfig(analysis, model) : [];
}

function ofServers(file: FileAnalysis): CodeLens[] {
  return serverLenses(serversStartedIn(file), file.facts).map(({ span, title }) => {
    const range = toRange(file.document, span);
    const place = [file.document.uri, range.start];
    return { range, command: { title, command: 'mongodbTls.showEffectiveSettings', arguments: place } };
  });
}

function ofPem({ document, facts }: Analysis, pem: Pem): CodeLens[] {
  return pemLenses(pem, facts).map(({ span, title, copy }) => ({
    range: toRange(document, span),
    command: copy
      ? { title, command: 'mongodbTls.copyText', arguments: [copy] }
      : { title, command: 'mongodbTls.inspectPem', arguments: [document.uri] },
  }));
}

function ofConfig({ document, facts }: Analysis, model: Config): CodeLens[] {
  const span = tlsSection(model);
  if (!span) return [];
  const range = toRange(document, span);
  const test = { title: 'Test connection', command: 'mongodbTls.testConnection', arguments: [document.uri] };
  const certificate = facts.files.get(model.textOf('net.tls.certificateKeyFile') ?? '');
  if (certificate?.state !== 'present') return [{ range, command: test }];
  const target = uriOfPath(certificate.location);
  const inspect = { title: 'Inspect certificate', command: 'mongodbTls.inspectPem', arguments: [target] };
  return [
    { range, command: test },
    { range, command: inspect },
  ];
}
