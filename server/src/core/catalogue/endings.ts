import { catalogue } from './catalogue.ts';

const names = catalogue.settings.flatMap((option) => [option, ...(option.aliases ?? [])]);

/** The last names of all sections. */
export const sectionNames: ReadonlySet<string> = new Set([
  'setParameter',
  ...names.flatMap(({ path }) => path.split('.').slice(0, -1)),
]);

/** The last names of all settings that take a text, a word, a number or a switch. */
export const endings: ReadonlySet<string> = new Set(
  catalogue.settings
    .filter(({ type }) => type !== 'map')
    .flatMap((option) => [option, ...(option.aliases ?? [])])
    .map(({ path }) => path.slice(path.lastIndexOf('.') + 1)),
);
