import { catalogue } from './catalogue.ts';

/** The last names of all settings that take a text, a word, a number or a switch. */
export const endings: ReadonlySet<string> = new Set(
  catalogue.settings
    .filter(({ type }) => type !== 'map')
    .flatMap((option) => [option, ...(option.aliases ?? [])])
    .map(({ path }) => path.slice(path.lastIndexOf('.') + 1)),
);
