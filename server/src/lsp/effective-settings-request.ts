import { effectiveSettings } from '../core/effective/effective-settings.ts';
import type { EffectiveSettingsResult } from '../protocol.ts';
import { baseName, type Analysis } from './analysis.ts';

/** Answers `mongodbTls/effectiveSettings`. */
export function settingsOfServer({ document, model, facts, findings }: Analysis): EffectiveSettingsResult {
  if (model.kind !== 'config') return null;
  const name = baseName(document.uri);
  return { text: effectiveSettings(model, facts, findings, { name, defaults: true }) };
}
