/** Where the brackets close that are open at an offset of source code; the limit where they do not. */
export function closingBracket(text: string, from: number, limit = text.length): number {
  return scan(text, from, limit, false);
}

/** Where an argument or an entry ends: at the comma or the closing bracket behind it, without blanks before these. */
export function argumentEnd(text: string, from: number, limit = text.length): number {
  const end = scan(text, from, limit, true);
  return from + text.slice(from, end).trimEnd().length;
}

/** What brackets open; texts and comments in between do not count. */
function scan(text: string, from: number, limit: number, endsAtComma: boolean): number {
  let depth = 0;
  for (let at = from; at < limit; at++) {
    const character = text.charAt(at);
    if (/["'`]/.test(character)) at = textEnd(text, at, limit);
    else if (character === '#' || text.startsWith('//', at)) at = lineEnd(text, at, limit) - 1;
    else if (/[([{]/.test(character)) depth++;
    else if (/[)\]}]/.test(character) && depth-- === 0) return at;
    else if (character === ',' && endsAtComma && depth === 0) return at;
  }
  return limit;
}

function lineEnd(text: string, at: number, limit: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 || newline > limit ? limit : newline;
}

/** The last character of a quoted text; of one that is not closed on its line, the quote itself. */
function textEnd(text: string, start: number, limit: number): number {
  const single = text.charAt(start);
  const quote = text.startsWith(single.repeat(3), start) ? single.repeat(3) : single;
  const end = quote.length === 3 || single === '`' ? limit : lineEnd(text, start, limit);
  for (let at = start + quote.length; at < end; at++) {
    if (text.charAt(at) === '\\') at++;
    else if (text.startsWith(quote, at)) return at + quote.length - 1;
  }
  return start + quote.length - 1;
}
