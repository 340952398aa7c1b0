import { catalogue, optionAt, optionByIni } from '../catalogue/catalogue.ts';
import type { Config } from './config.ts';
import { gatewaySettingAt, gatewaySettings } from '../catalogue/mongosqld.ts';
import { editDistance } from '../text/similar-name.ts';

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1).toLowerCase();

/** The last names of the secrets of all programs, in lower case. */
const secretNames = new Set(
  [
    ...catalogue.settings.flatMap((option) => (option.secret ? [option, ...(option.aliases ?? [])] : [])),
    ...gatewaySettings.filter(({ secret }) => secret),
  ].map(({ path }) => lastOf(path)),
);

/** Whether the value of a setting is never shown: the catalogue says so, or its name does, even misspelt. */
export function isSecret(path: string): boolean {
  const option = (optionAt(path) ?? optionByIni(path))?.option;
  const known = option ?? gatewaySettingAt(path);
  if (known?.secret === true || /pass(word|phrase|wd|wort)|pwd|secret|token$/i.test(path)) return true;
  return known === undefined && isLikeSecret(lastOf(path));
}

/** The names that were looked at, with the answer: likeness takes long to find, and many files have the same names. */
const likeness = new Map<string, boolean>();
const mostNames = 500;

function isLikeSecret(name: string): boolean {
  const known = likeness.get(name);
  if (known !== undefined) return known;
  const isLike =
    secretNames.has(name) ||
    [...secretNames].some((secret) => {
      const limit = secret.length < 8 ? 1 : 3;
      return Math.abs(secret.length - name.length) <= limit && editDistance(secret, name) <= limit;
    });
  // every name that is being typed would stay for ever
  if (likeness.size >= mostNames) likeness.clear();
  likeness.set(name, isLike);
  return isLike;
}

/** The values of a configuration that are never shown, as they are written, line by line. */
export function secretsIn({ settings, text }: Config): string[] {
  return settings
    .filter((setting) => isSecret(setting.path))
    .flatMap(({ valueSpan }) => text.slice(...valueSpan).split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
