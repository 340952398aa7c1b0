import { iniOnlyNamed, optionAt, optionByIni, parameterNamed, type Option } from '../catalogue.ts';
import type { Config } from '../models/config.ts';
import { gatewaySettingAt } from '../mongosqld.ts';
import type { Span } from '../span.ts';
import type { Target } from '../vocabulary.ts';
import { quoteAt } from './lines.ts';
import { code } from './markdown.ts';
import type { ValuePlace } from './place.ts';
import { insertValue, literal, type Suggestion } from './suggestion.ts';
import { valueNote } from './value-notes.ts';
import { parameterWords, wordsOf } from './words.ts';

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
  const option = optionOf(place.path);
  if (option?.valuesAreList) return listWords(option, place, config, target, offset);
  if (option) {
    return wordsOf(option, target).map((word) => {
      const note = valueNote(option.path, word) ?? '';
      return suggestion('value', word, note, place.span, insertValue(word, place), option);
    });
  }
  const parameter = parameterAt(place.path);
  const words = parameter
    ? parameterWords(parameter)
    : iniOnlyNamed(place.path)?.type === 'bool'
      ? flags
      : [];
  return words.map((word) => suggestion('value', word, '', place.span, insertValue(word, place)));
}

const flags = ['true', 'false'];

/** The words of a comma-separated list that are not in it yet; the one at the cursor is replaced. */
function listWords(
  option: Option,
  place: ValuePlace,
  config: Config,
  target: Target,
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
  // none stands alone
  const usable = wordsOf(option, target).filter(
    (word) => !others.includes(word) && !(word === 'none' && others.some((other) => other !== '')),
  );
  return usable.map((word) =>
    suggestion(
      'value',
      word,
      valueNote(option.path, word) ?? '',
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
  option?: Option,
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
