/** A repeatable stream of numbers in [0, 1): mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const snippets = [
  ...Array.from(' \t\n:-#,?[]{}&*!|>\'"%@`\\=~.'),
  '  ',
  '\t',
  ': ',
  ' #',
  '\n\n',
  '\r\n',
  '---\n',
  '...\n',
  '\n- ',
  '- ',
  '? ',
  '<<: *a\n',
  '&a ',
  '*a',
  '!!str ',
  '"C:\\data"',
  '\u00a0',
  '\u00e9',
  'net:\n',
  'port = 1\n',
];

/** A text with `count` small edits as people and tools make them: something put in, deleted, moved or indented. */
export function editRandomly(text: string, random: () => number, count: number): string {
  for (let edit = 0; edit < count; edit++) text = editOnce(text, random);
  return text;
}

function editOnce(text: string, random: () => number): string {
  const pick = (limit: number) => Math.floor(random() * limit);
  const at = pick(text.length + 1);
  switch (pick(8)) {
    case 0:
    case 1:
      return text.slice(0, at) + (snippets[pick(snippets.length)] ?? '') + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + 1);
    case 3:
      return text.slice(0, at) + text.slice(at + 1 + pick(12));
    case 4:
      return onLine(text, at, (line) => ' '.repeat(pick(4)) + line);
    case 5:
      return onLine(text, at, (line) => line.replace(/^ {1,2}/, pick(4) === 0 ? '\t' : ''));
    case 6:
      return onLine(text, at, () => '');
    default: {
      const from = pick(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + pick(30)) + text.slice(at);
    }
  }
}

function onLine(text: string, at: number, change: (line: string) => string): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', at);
  const end = newline < 0 ? text.length : newline + 1;
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end);
}

const soup = [
  ...Array.from('ab:-#,?[]{}&*!|>\'"%@\\~.1'),
  ' ',
  ' ',
  ' ',
  '\n',
  '\n',
  '\n',
  '\t',
  '\r\n',
  ': ',
  '- ',
  '  ',
  'a: ',
  '---',
  '...',
  '&a',
  '*a',
];

/** A short text of nothing but marks: far from any configuration, close to every corner of the language. */
export function randomSoup(random: () => number): string {
  let text = '';
  for (let left = 1 + Math.floor(random() * 14); left > 0; left--)
    text += soup[Math.floor(random() * soup.length)] ?? '';
  return text;
}
