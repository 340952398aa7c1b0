import { optionAt, optionByIni } from '../catalogue.ts';
import { gatewaySettingAt } from '../mongosqld.ts';

/** Whether the value of a setting is never shown: the catalogue says so, or its name does. */
export function isSecret(path: string): boolean {
  const option = (optionAt(path) ?? optionByIni(path))?.option;
  return (
    option?.secret === true ||
    gatewaySettingAt(path)?.secret === true ||
    /pass(word|phrase)|secret|token$/i.test(path)
  );
}
