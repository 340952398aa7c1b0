import { firstBeyond } from '../../text/sorted.ts';
import type { Span } from '../../text/span.ts';
import type { HostText } from '../finder.ts';
import type { Embedded } from '../host-file.ts';
import { indentedLines, LinePlace, type PlacedLine } from '../line-place.ts';
import { documentAt } from '../read-document.ts';
import { isConfiguration, kindOfTarget, mayBeConfiguration, programOfTarget } from '../target.ts';

/** `<<EOF`, `<<-'EOF'`, `<<~EOF` of the shell, of Dockerfiles, Terraform and Ruby; `<<<` is none. */
const opening = /(?<!<)<<([-~]?)[ \t]*\\?(["']?)([A-Za-z_]\w{0,60})\2/g;
const oneWordLine = /^([ \t]*)([A-Za-z_]\w{0,60})[ \t]*\r?$/gm;
/** What a here-document is written to: behind `>` or `tee`, in a Dockerfile behind COPY, as the file name beside it in Terraform. */
const written =
  /(?:>>?[ \t]*|\btee[ \t]+(?:-\w+[ \t]+)*|\b(?:COPY|ADD)[ \t][^\n]*[ \t])["']?([^\s"'|;&<>]{1,300})["']?/;

/** Behind the end of a file. */
const appends = />>|\btee[ \t]+(?:-\w+[ \t]+)*(?:-\w*a|--append)\b/;

/** More than any script has. */
const mostTexts = 500;

/** Texts that a script, a Dockerfile or a module of Terraform puts into files, and the scripts in them. */
export function* hereDocuments(
  host: HostText,
  inside: (part: HostText) => Iterable<Embedded>,
): Iterable<Embedded> {
  const { text } = host;
  if (!text.includes('<<')) return;
  const ends = endLines(text);
  let end = 0;
  let count = 0;
  for (const match of text.matchAll(opening)) {
    if (match.index < end || ++count > mostTexts) continue;
    const [operator, dash = '', quote = '', word = ''] = match;
    const lineBreak = text.indexOf('\n', match.index);
    const close = lineBreak < 0 ? undefined : closing(ends, word, Math.max(lineBreak + 1, end), dash !== '');
    if (!close) continue;
    const body: Span = [lineBreak + 1, close[0]];
    end = close[1];
    if (body[0] >= body[1]) continue;
    const lineStart = text.lastIndexOf('\n', match.index) + 1;
    const head = text.slice(Math.max(lineStart, match.index - 1000), match.index);
    const tail = text.slice(match.index + operator.length, Math.min(lineBreak, match.index + 1000));
    const part = new LinePlace(text, dedented(text, body, dash));
    const command = `${head} ${tail}`;
    const target = written.exec(command)?.[1] ?? '';
    const isTold = kindOfTarget(target) === 'config' && mayBeConfiguration(part.text);
    // the name may be in a variable
    const enough = /\$|mongo/i.test(target) ? 1 : 2;
    if (!isTold && !isConfiguration(part.text, enough)) {
      yield* inside(host.within(part));
      continue;
    }
    yield documentAt('config', host.placeOf(part), {
      name: target === '' ? word : target,
      program: programOfTarget(target),
      version: host.version,
      isExpanded: quote === '' && !operator.includes('\\'),
      // the rest of the file was written before
      partial: appends.test(command),
      target,
    });
  }
}

interface End {
  readonly span: Span;
  readonly indent: number;
}

/** The lines of one word, which may end a here-document, by that word. */
function endLines(text: string): Map<string, End[]> {
  const found = new Map<string, End[]>();
  for (const { 0: line, 1: indent = '', 2: word = '', index } of text.matchAll(oneWordLine)) {
    const end = { span: [index, index + line.length] as const, indent: indent.length };
    const known = found.get(word);
    if (known) known.push(end);
    else found.set(word, [end]);
  }
  return found;
}

/** The line that ends a here-document; undefined where it is open. */
function closing(
  ends: ReadonlyMap<string, readonly End[]>,
  word: string,
  from: number,
  mayBeIndented: boolean,
): Span | undefined {
  const lines = ends.get(word) ?? [];
  const first = firstBeyond(lines, ({ span }) => span[0] >= from);
  return lines.slice(first).find(({ indent }) => mayBeIndented || indent === 0)?.span;
}

/** The lines of a body without the indentation that the language takes away. */
function dedented(text: string, body: Span, dash: string): PlacedLine[] {
  const whole = indentedLines(text, body, 0);
  if (dash === '') return whole;
  const full = whole.filter(({ from, to }) => text.slice(from, to).trim() !== '');
  const depths = full.map(({ from, to }) => /^[ \t]*/.exec(text.slice(from, to))?.[0] ?? '');
  // the shell takes tabs away and keeps spaces; Terraform and Ruby take what all lines have
  const isShell = dash === '-' && depths.some((depth) => depth.startsWith('\t'));
  const common = Math.min(...depths.map(({ length }) => length));
  const tabs = (depth: string): number => /^\t*/.exec(depth)?.[0].length ?? 0;
  if (!isShell) return indentedLines(text, body, Number.isFinite(common) ? common : 0);
  return whole.map((line) => ({ ...line, from: line.from + tabs(text.slice(line.from, line.to)) }));
}
