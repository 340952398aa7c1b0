import type { Position } from 'vscode-languageserver';
import { parseConfig } from '../core/config/config.ts';
import { factsOfServer } from '../core/deployment/started-server.ts';
import { effectiveSettings } from '../core/effective/effective-settings.ts';
import type { EffectiveSettingsResult, RequestTypes } from '../protocol.ts';
import { baseName, type FileAnalysis } from './analysis.ts';
import { serversStartedIn } from './servers-of-file.ts';

/** Answers `mongodbTls/effectiveSettings`. */
export function settingsOfServer(
  analysis: FileAnalysis,
  { position }: RequestTypes['mongodbTls/effectiveSettings']['params'],
): EffectiveSettingsResult {
  return position ? settingsAt(analysis, position) : settingsOfAll(analysis);
}

/** The settings of the server that is started at a place, or after it in its file. */
function settingsAt(analysis: FileAnalysis, position: Position): EffectiveSettingsResult {
  const { document, facts } = analysis;
  const offset = document.offsetAt({ line: position.line, character: 0 });
  const servers = serversStartedIn(analysis);
  const server = servers.find(({ start }) => start.span[0] >= offset) ?? servers.at(-1);
  if (!server) return null;
  const { name, flags, program } = server.start;
  const of = name === program ? baseName(document.uri) : `${name} in ${baseName(document.uri)}`;
  const config = flags ?? { ...parseConfig('', { program }), isWhole: true };
  return { text: effectiveSettings(config, factsOfServer(server, facts), [], { name: of, defaults: true }) };
}

function settingsOfAll({ document, model: file, parts }: FileAnalysis): EffectiveSettingsResult {
  const names = file.kind === 'host' ? file.documents.map(({ name }) => name) : [];
  const texts = parts.flatMap(({ model, facts, findings }, index) => {
    if (model.kind !== 'config') return [];
    const inner = names[index];
    const name = inner === undefined ? baseName(document.uri) : `${inner} of ${baseName(document.uri)}`;
    return [effectiveSettings(model, facts, findings, { name, defaults: true })];
  });
  return texts.length > 0 ? { text: texts.join('\n') } : null;
}
