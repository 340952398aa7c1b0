import type { YamlProblem } from '../tree.ts';
import type { Fault } from './fault.ts';
import { explainLine } from './line-faults.ts';
import type { Token } from './token.ts';
import { openQuote, problem, restOfLine, tabInIndentation, wordAt } from './problem.ts';

/**
 * Says in our words what is wrong and where the cause lies, which is often above the place where the reader could not go on.
 * `last` is the last token the tree was built from.
 */
export function diagnose(text: string, fault: Fault, last: Token | undefined): YamlProblem {
  const { kind, offset, since } = fault;
  switch (kind) {
    case 'nul':
      return problem('nul-byte', [offset, offset + 1], 'The server refuses a file with a NUL byte');
    case 'tab':
      return tabInIndentation(text, offset);
    case 'open-quote':
      return openQuote(text, since);
    case 'escape':
      return problem(
        'unknown-escape',
        [offset, Math.min(offset + 2, text.length)],
        `In double quotes a backslash begins an escape, and "${text.slice(offset, offset + 2)}" is none; a Windows path belongs in single quotes`,
      );
    case 'hex-escape':
      return problem(
        'unknown-escape',
        [offset, offset + 2],
        `"${text.slice(offset, offset + 2)}" in double quotes needs ${text.charAt(offset + 1) === 'x' ? 'two' : text.charAt(offset + 1) === 'u' ? 'four' : 'eight'} hexadecimal digits of a character behind it`,
      );
    case 'in-flow':
      return inBrackets(text, offset, since);
    case 'stray-close':
      return strayClose(text, offset, since);
    case 'value-here':
    case 'key-here':
    case 'entry-here':
    case 'in-map':
    case 'in-list':
      return explainLine(text, fault, last);
    case 'first-character':
      return firstCharacter(text, offset);
    case 'alias-name':
    case 'unknown-anchor':
      return problem(
        'unknown-alias',
        wordAt(text, offset),
        'A value that begins with * names an anchor (&name) set above, and there is none of this name; quote the value if the * belongs to it',
      );
    case 'anchor-name':
      return problem(
        'bad-anchor',
        wordAt(text, offset),
        'A value that begins with & is an anchor and needs a plain name; quote the value if the & belongs to it',
      );
    case 'block-header':
      return problem(
        'bad-block-header',
        restOfLine(text, since),
        'Behind | or > only +, -, one digit from 1 to 9 and a comment may stand; the text begins on the next line',
      );
    case 'tag':
      return problem(
        'bad-tag',
        wordAt(text, offset),
        'This is not a tag; quote the value if the ! belongs to it',
      );
    case 'two-properties':
      return problem('bad-tag', wordAt(text, offset), 'A value has at most one tag (!) and one anchor (&)');
    case 'directive':
      return problem(
        'bad-directive',
        restOfLine(text, offset),
        'A line that begins with % is a YAML directive, and this one is wrong: it can only be "%YAML 1.2" or "%TAG handle prefix", each once',
      );
    case 'too-deep':
      return problem('too-deep', [offset, offset], 'Sections and lists are nested more than 499 levels deep');
    case 'alias-loop':
      return problem(
        'endless-alias',
        wordAt(text, offset),
        'This alias stands inside what it names, so the settings have no end',
      );
    case 'alias-bomb':
      return problem(
        'endless-alias',
        wordAt(text, offset),
        'With this alias the file stands for far more settings than a server has, because aliases name values with aliases in them',
      );
  }
}

function inBrackets(text: string, offset: number, open: number): YamlProblem {
  const bracket = text.charAt(open);
  const close = bracket === '[' ? ']' : '}';
  if (offset === open || text.slice(open, offset).includes('\n')) {
    return problem('unclosed-bracket', restOfLine(text, open), `The ${bracket} is not closed by a ${close}`);
  }
  return problem(
    'bad-flow',
    restOfLine(text, offset),
    `Between ${bracket} and ${close} the parts are separated by commas, and a value with a colon or a comma in it must be quoted`,
  );
}

function strayClose(text: string, offset: number, open: number): YamlProblem {
  const close = text.charAt(offset);
  if (open === offset)
    return problem('unclosed-bracket', [offset, offset + 1], `No bracket is open that ${close} could close`);
  return problem('unclosed-bracket', [open, open + 1], `The ${text.charAt(open)} is closed by a ${close}`);
}

function firstCharacter(text: string, offset: number): YamlProblem {
  const character = text.charAt(offset);
  const why =
    character === '@' || character === '`'
      ? `no value without quotes may begin with ${character}`
      : character === '%'
        ? 'a % at the beginning of a value needs quotes'
        : `a ${character} cannot stand here without quotes`;
  return problem('needs-quotes', restOfLine(text, offset), `The server cannot read this value: ${why}`);
}
