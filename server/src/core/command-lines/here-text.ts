import { firstBeyond } from '../text/sorted.ts';
import type { Span } from '../text/span.ts';
import { headStart } from './command-place.ts';

/** `<<EOF`, `<<-'EOF'`, `<<"EOF"`, `<<\EOF`; `<<<` is none, and neither is a shift by a number. */
const opening = /(?<!<)<<-?[ \t]*\\?(["']?)([A-Za-z_][\w.-]*)\1/g;
const oneWordLine = /^[ \t]*([A-Za-z_][\w.-]*)[ \t]*\r?$/gm;

/** Programs that only show a text, or keep it. */
const readers =
  /^(?:cat|echo|printf|read|readarray|mapfile|:|true|less|more|pr|fold|fmt|column|nl|grep|sed|logger|wall|(?:print_?|show_?)?(?:usage|help)|die|fail|error|warn|info|log|note|msg|message)$/;
/** Words before a command that say nothing of what it does. */
const introductions =
  /^(?:sudo|doas|exec|command|builtin|time|if|then|else|elif|do|while|until|!|\{|IFS=.*|LC_ALL=.*)$/;

/**
 * Tells whether an offset lies in a here-document of the shell, or in a quoted text of several lines, that is shown or kept as a
 * text, such as the usage of a script: what stands there is not run. One that goes into a file or to a program such as a shell,
 * ssh or kubectl is none of these.
 */
export function shownTexts(text: string): (offset: number) => boolean {
  const shown = text.includes('<<') ? shownBodies(text) : [];
  const told = toldQuotes(text);
  const holds = (spans: readonly Span[], offset: number): boolean =>
    (spans[firstBeyond(spans, ([, end]) => end > offset)]?.[0] ?? Infinity) <= offset;
  return (offset) => holds(shown, offset) || holds(told, offset);
}

/** A quote that is opened in a line that shows a text, or keeps it under a name that says so. */
const tellingLine =
  /(?:^|[;&|{(]|\b(?:then|else|do)\b)[ \t]*(?:(?:echo|printf)[ \t](?:(?![({][ \t]*(?:echo|printf)\b)[^\n"';|&#]|"[^"\n]*"|'[^'\n]*'){0,300}|(?:local |readonly |export |declare -\w+ )?\w{0,40}(?:usage|help|msg|message|banner|example|description)\w{0,40}=)(["'])/gim;

/** The texts of several lines that are shown, in order. */
function toldQuotes(text: string): Span[] {
  const found: Span[] = [];
  for (const { 0: line, 1: quote = '', index } of text.matchAll(tellingLine)) {
    const start = index + line.length;
    if (start < (found.at(-1)?.[1] ?? 0)) continue;
    const inside = text.slice(start, start + maxTold);
    const end = (quote === '"' ? /(?<!\\)"/ : /'/).exec(inside)?.index;
    if (end === undefined || !inside.slice(0, end).includes('\n')) continue;
    const tail = /^[^\n]*/.exec(inside.slice(end + 1))?.[0] ?? '';
    if (isShown('echo', tail)) found.push([start, start + end]);
  }
  return found;
}

/** Longer than any usage: a quote that is not closed within it is none. */
const maxTold = 20_000;

/** Their bodies, in order. */
function shownBodies(text: string): Span[] {
  const shown: Span[] = [];
  const ends = endLines(text);
  let lineBreak = -1;
  let bodyStart = 0;
  for (const { 0: operator, 2: word = '', index } of text.matchAll(opening)) {
    const last = shown.at(-1);
    if (last && index >= last[0] && index < last[1]) continue;
    // of two in one line the second body follows the first
    if (index > lineBreak) {
      lineBreak = text.indexOf('\n', index);
      if (lineBreak < 0) break;
      bodyStart = lineBreak + 1;
    }
    const known = ends.get(word) ?? [];
    const end = known[firstBeyond(known, ([start]) => start >= bodyStart)];
    if (!end) continue;
    const behind = index + operator.length;
    const tail = text.slice(behind, Math.min(lineBreak, behind + 1000));
    if (isShown(text.slice(headStart(text, index), index), tail)) shown.push([bodyStart, end[0]]);
    bodyStart = end[1];
  }
  return shown;
}

/** The lines of one word, which may end a here-document, by that word. */
function endLines(text: string): Map<string, Span[]> {
  const found = new Map<string, Span[]>();
  for (const { 0: line, 1: word = '', index } of text.matchAll(oneWordLine)) {
    const span: Span = [index, index + line.length + 1];
    const known = found.get(word);
    if (known) known.push(span);
    else found.set(word, [span]);
  }
  return found;
}

/** Whether a command shows or keeps what it is given; `head` and `tail` are the parts of its line around the operator. */
function isShown(head: string, tail: string): boolean {
  if (/^\s*#/.test(head)) return false;
  const own = withoutCopies(head)
    .split(/[;|&`()]/)
    .at(-1);
  const [rest = '', ...piped] = withoutCopies(tail)
    .replace(/\s#.*/, '')
    .split(/;|&&|\|\||[)`]/)[0]
    ?.split('|') ?? [''];
  return [`${own ?? ''} ${rest}`, ...piped].every((part) => {
    const words = part.trim().split(/\s+/);
    const program = words.find((word) => !introductions.test(word)) ?? '';
    return readers.test(program.replace(/^.*\//, '')) && !toFile.test(part);
  });
}

const toFile = />\|?[ \t]*(?!\/dev\/(?:stdout|stderr|tty|null)\b)[^\s>]/;

/** Without `>&2`, which is still the terminal. */
function withoutCopies(line: string): string {
  return line.replace(/(?<!\d)\d*>&[\d-]/g, ' ');
}
