import { parseCommandLines } from '../../command-lines/find-commands.ts';
import type { Span } from '../../text/span.ts';
import type { HostText } from '../finder.ts';
import type { Embedded } from '../host-file.ts';
import { indentedLines, LinePlace } from '../line-place.ts';
import { commandLineAt, documentAt } from '../read-document.ts';
import { isConfiguration } from '../target.ts';

const markdownName = /\.(?:md|mdx|markdown)$/i;
/** Three or more of one character begin a block of code; what follows names its language. */
const fence = /^([ \t]*(?:>[ \t]?)?)(`{3,20}(?!`)|~{3,20}(?!~))([^\n`]*)$/gm;
const configurationLanguage = /^(?:(?:ya?ml|ini|conf|cfg|properties|text)?)$/i;
const shellLanguage = /^(?:(?:sh|bash|zsh|shell|console|shell-?session|terminal|dockerfile)?)$/i;

/** More blocks than any manual has in one file. */
const mostBlocks = 500;

/** Whether a file is Markdown, by its name. */
export function isMarkdown(fileName: string): boolean {
  return markdownName.test(fileName);
}

/** Blocks of code in Markdown: configurations that can be nothing else, and command lines. They are examples. */
export function* markdownBlocks(
  host: HostText,
  inside: (part: HostText) => Iterable<Embedded>,
): Iterable<Embedded> {
  const shells: Span[] = [];
  for (const { span, language, indent } of blocksOf(host.text)) {
    const isShell = shellLanguage.test(language);
    if (isShell) shells.push(span);
    const isYaml = configurationLanguage.test(language);
    if (!isShell && !isYaml) continue;
    const place = new LinePlace(host.text, indentedLines(host.text, span, indent));
    const name = language === '' ? 'code' : language;
    if (isYaml && isConfiguration(place.text)) yield documentAt('config', place, { name, isExample: true });
    else
      for (const entry of inside(host.within(place, isYaml && !isShell ? 'block.yaml' : 'block.sh')))
        yield { ...entry, isExample: true };
  }
  if (shells.length === 0) return;
  const found = parseCommandLines(host.text, host.fileName);
  for (const command of found.commands) {
    const [start, end] = command.span;
    if (shells.some((span) => span[0] <= start && end <= span[1]))
      yield commandLineAt(found, { ...command, complete: false }, command.program, true);
  }
}

interface Block {
  /** Whole lines. */
  readonly span: Span;
  readonly language: string;
  /** Of the line that begins it. */
  readonly indent: number;
}

function* blocksOf(text: string): Iterable<Block> {
  let open: { marks: string; from: number; language: string; indent: number } | undefined;
  let count = 0;
  for (const { 0: line, 1: before = '', 2: marks = '', 3: about = '', index } of text.matchAll(fence)) {
    const [language = ''] = about.trim().split(/[\s{,:]/);
    if (!open) {
      // a quotation keeps its marks in front of each line
      if (!before.includes('>'))
        open = { marks, from: index + line.length + 1, language, indent: before.length };
      continue;
    }
    const isEnd = marks.startsWith(open.marks) && language === '';
    if (!isEnd) continue;
    if (index > open.from) yield { ...open, span: [open.from, index] };
    open = undefined;
    if (++count > mostBlocks) return;
  }
}
