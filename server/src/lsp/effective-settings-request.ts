import type { Position } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import type { StartedServer } from '../core/deployment/started-server.ts';
import { effectiveSettings } from '../core/effective/effective-settings.ts';
import { effectiveSettingsOfServer } from '../core/effective/server-settings.ts';
import { lintServer } from '../core/linting/judge-servers.ts';
import { allRules } from '../rules/all-rules.ts';
import type { EffectiveSettingsResult, RequestTypes } from '../protocol.ts';
import type { FileAnalysis } from './analysis.ts';
import { baseName } from './file-kind.ts';
import { serversStartedIn } from './servers-of-file.ts';
import { uriOfPath } from './workspace.ts';

/** Answers `mongodbTls/effectiveSettings`. */
export function settingsOfServer(
  analysis: FileAnalysis,
  { position }: RequestTypes['mongodbTls/effectiveSettings']['params'],
): EffectiveSettingsResult {
  return position ? settingsAt(analysis, position) : settingsOfAll(analysis);
}

/** The settings of the server that is started at a place, or after it in its file. */
function settingsAt(analysis: FileAnalysis, position: Position): EffectiveSettingsResult {
  const offset = analysis.document.offsetAt({ line: position.line, character: 0 });
  const servers = serversStartedIn(analysis);
  const server = servers.find(({ start }) => start.span[0] >= offset) ?? servers.at(-1);
  return server ? { text: textOf(server, analysis) } : null;
}

/** The settings of each configuration of a file: as each of its servers has them, or by itself. */
function settingsOfAll(analysis: FileAnalysis): EffectiveSettingsResult {
  const { document, model: file, parts, servers } = analysis;
  const names = file.kind === 'host' ? file.documents.map(({ name }) => name) : [];
  const texts = parts.flatMap(({ model, facts, findings }, index) => {
    if (model.kind !== 'config') return [];
    const readers = servers.filter(({ configuration }) => configuration?.config === model);
    if (readers.length > 0) return readers.map((server) => textOf(server, analysis));
    const inner = names[index];
    const name = inner === undefined ? baseName(document.uri) : `${inner} of ${baseName(document.uri)}`;
    return [effectiveSettings(model, facts, findings, { name, defaults: true })];
  });
  return texts.length > 0 ? { text: texts.join('\n') } : null;
}

function textOf(server: StartedServer, { facts, settings }: FileAnalysis): string {
  const findings = lintServer(server, { facts, options: { levels: settings.levels }, rules: allRules });
  return effectiveSettingsOfServer(server, facts, findings, {
    defaults: true,
    nameOf: (location) => Utils.basename(URI.parse(location.includes(':/') ? location : uriOfPath(location))),
  });
}
