import { effectiveSettings } from '../core/effective/effective-settings.ts';
import type { EffectiveSettingsResult } from '../protocol.ts';
import { baseName, type FileAnalysis } from './analysis.ts';

/** Answers `mongodbTls/effectiveSettings`. */
export function settingsOfServer({ document, model: file, parts }: FileAnalysis): EffectiveSettingsResult {
  const names = file.kind === 'host' ? file.documents.map(({ name }) => name) : [];
  const texts = parts.flatMap(({ model, facts, findings }, index) => {
    if (model.kind !== 'config') return [];
    const inner = names[index];
    const name = inner === undefined ? baseName(document.uri) : `${inner} of ${baseName(document.uri)}`;
    return [effectiveSettings(model, facts, findings, { name, defaults: true })];
  });
  return texts.length > 0 ? { text: texts.join('\n') } : null;
}
