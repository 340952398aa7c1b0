import {
  iniOnlyNamed,
  optionAt,
  optionByIni,
  parameterNamed,
  type Option,
  type Parameter,
} from '../catalogue/catalogue.ts';
import type { Config } from '../config/config.ts';
import { gatewaySettingAt } from '../catalogue/mongosqld.ts';
import type { Span } from '../text/span.ts';
import type { Target } from '../catalogue/vocabulary.ts';
import { quoteAt } from './lines.ts';
import { code } from './markdown.ts';
import { insertValue, literal, type Suggestion } from './suggestion.ts';
import { valueNote } from './value-notes.ts';
import { parameterWords, wordsOf } from './words.ts';
import type { ValuePlace } from './cursor-context.ts';

/** Whether a path of a file belongs at a place. */
export function wantsPath({ path }: ValuePlace): boolean {
  return [optionOf(path), parameterAt(path), gatewaySettingAt(path)].some((known) => known?.isPath === true);
}

/** The words that may stand at a place, or the paths of files where one belongs there. */
export function suggestValues(
  place: ValuePlace,
  config: Config,
  target: Target,
  offset: number,
  paths: readonly string[],
): Suggestion[] {
  if (wantsPath(place)) {
    return paths.map((path) => suggestion('file', path, '', place.span, insertValue(path, place)));
  }
  const known = wordsAt(place.path, target);
  const { option, name, words } = known;
  if (option?.valuesAreList) return listWords(known, place, config, offset);
  return words.map((word) =>
    suggestion('value', word, valueNote(name, word) ?? '', place.span, insertValue(word, place), option),
  );
}

const flags = ['true', 'false'];

interface WordsAt {
  readonly option?: Option | Parameter | undefined;
  /** Its preferred path. */
  readonly name: string;
  readonly words: readonly string[];
}

function wordsAt(path: string, target: Target): WordsAt {
  const option = optionOf(path);
  if (option) return { option, name: option.path, words: wordsOf(option, target) };
  const parameter = parameterAt(path);
  if (parameter)
    return {
      option: parameter,
      name: `setParameter.${parameter.name}`,
      words: parameterWords(parameter, target),
    };
  return { name: path, words: iniOnlyNamed(path)?.type === 'bool' ? flags : [] };
}

/** Words that stand alone in a list. */
const lonely = new Set(['none', 'disabled']);

/** The words of a comma-separated list that are not in it yet; the one at the cursor is replaced. */
function listWords(
  { option, name, words }: WordsAt,
  place: ValuePlace,
  config: Config,
  offset: number,
): Suggestion[] {
  const { text } = config;
  const [start, end] = place.span;
  const quote = quoteAt(text, start).length;
  const before = text.slice(start + quote, Math.max(offset, start + quote));
  const from = start + quote + before.lastIndexOf(',') + 1;
  const comma = text.slice(offset, end).search(/[,"']/);
  const span: Span = [from, comma < 0 ? Math.max(end, offset) : offset + comma];
  const others = `${text.slice(start + quote, from)},${text.slice(span[1], end)}`.split(/[,"']/);
  const usable = words.filter(
    (word) => !others.includes(word) && !(lonely.has(word) && others.some((other) => other !== '')),
  );
  return usable.map((word) =>
    suggestion(
      'value',
      word,
      valueNote(name, word) ?? '',
      span,
      (place.needsBlank && from === start ? ' ' : '') + literal(word),
      option,
    ),
  );
}

function suggestion(
  kind: 'value' | 'file',
  word: string,
  note: string,
  span: Span,
  insert: string,
  option?: Option | Parameter,
): Suggestion {
  const isDefault = option?.default !== undefined && String(option.default) === word;
  return {
    kind,
    label: word,
    detail: isDefault ? 'default' : '',
    documentation: note === '' ? '' : `${code(word)}: ${note}`,
    span,
    insert,
  };
}

function optionOf(path: string): Option | undefined {
  return (optionAt(path) ?? optionByIni(path))?.option;
}

function parameterAt(path: string) {
  return path.startsWith('setParameter.') ? parameterNamed(path.slice('setParameter.'.length)) : undefined;
}
