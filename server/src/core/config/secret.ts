import { optionAt, optionByIni } from '../catalogue/catalogue.ts';
import type { Config } from './config.ts';
import { gatewaySettingAt } from '../catalogue/mongosqld.ts';

/** Whether the value of a setting is never shown: the catalogue says so, or its name does. */
export function isSecret(path: string): boolean {
  const option = (optionAt(path) ?? optionByIni(path))?.option;
  return (
    option?.secret === true ||
    gatewaySettingAt(path)?.secret === true ||
    /pass(word|phrase)|secret|token$/i.test(path)
  );
}

/** The values of a configuration that are never shown, as they are written, line by line. */
export function secretsIn({ settings, text }: Config): string[] {
  return settings
    .filter((setting) => isSecret(setting.path))
    .flatMap(({ valueSpan }) => text.slice(...valueSpan).split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
