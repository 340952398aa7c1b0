import type { Span } from '../text/span.ts';

const openings = /\{[{%#]|<%/g;
const closings: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}', '<%': '%>' };

/** The tags of Jinja, Helm, Go and ERB in a text, in order, each with its delimiters; they may go over several lines. */
export function findTags(text: string): Span[] {
  const tags: Span[] = [];
  const unclosed = new Set<string>();
  let end = 0;
  for (const match of text.matchAll(openings)) {
    if (match.index < end || unclosed.has(match[0])) continue;
    const closing = closings[match[0]] ?? '';
    const close = text.indexOf(closing, match.index + 2);
    if (close < 0) {
      unclosed.add(match[0]);
      continue;
    }
    end = close + closing.length;
    tags.push([match.index, end]);
  }
  return tags;
}

/** Whether a tag prints something, unlike a condition, a loop, an assignment or a comment. */
export function isWriting(tag: string): boolean {
  if (tag.startsWith('{{')) {
    return !/^\{\{-?\s*(?:if|else|end|range|with|define|block|\/\*|\$\w+\s*:?=|#|\/)/.test(tag);
  }
  return tag.startsWith('<%') ? tag.startsWith('<%=') : /^\{%-?\s*include\b/.test(tag);
}

const opener =
  /^(?:\{%[-+]?\s*(?:if|for|macro|call|filter)\b|\{\{-?\s*(?:if|range|with|define|block)\b|<%-?\s*(?:if|unless|case|for|while)\b|<%[^=#][\s\S]*(?:\bdo(?:\s*\|[^|]*\|)?|\{(?:\s*\|[^|]*\|)?)\s*-?%>$)/;
const closer = /^(?:\{%[-+]?\s*end(?:if|for|macro|call|filter)\b|\{\{-?\s*end\b|<%-?\s*(?:end\b|\}))/;

/**
 * The spans between the tags that open and close a condition or loop, outermost ones only, none overlapping another. The line below an indented closing tag
 * counts too: without trimming its rendered indentation is that of both.
 */
export function conditionalSpans(text: string, tags: readonly Span[]): Span[] {
  const spans: Span[] = [];
  /** For each tag that is open, whether it is a condition or a loop: what a `define` holds is there as a whole. */
  const open: boolean[] = [];
  let conditions = 0;
  let start = 0;
  for (const span of tags) {
    const tag = text.slice(...span);
    if (closer.test(tag)) {
      if (open.pop() !== true || --conditions > 0 || start >= span[0]) continue;
      // it may begin in the line that the one before it reaches into
      const last = spans.at(-1);
      const from = last && start < last[1] ? (spans.pop() ?? last)[0] : start;
      spans.push([from, Math.max(endOfEffect(text, span), last?.[1] ?? 0)]);
    } else if (opener.test(tag)) {
      const isCondition = !/^\{\{-?\s*(?:define|block)\b/.test(tag);
      if (isCondition && conditions++ === 0) start = span[1];
      open.push(isCondition);
    }
  }
  if (conditions > 0) spans.push([start, text.length]);
  return spans;
}

function endOfEffect(text: string, [start, end]: Span): number {
  let indent = start;
  while (/[ \t]/.test(text.charAt(indent - 1))) indent--;
  const isIndented = indent < start && (indent === 0 || text[indent - 1] === '\n');
  if (!isIndented || /^(?:\{[%{]|<%)-/.test(text.slice(start, start + 3))) return start;
  if (text[end] !== '\n') return end;
  const visible = /\S[^\n]*/g;
  visible.lastIndex = end;
  const line = visible.exec(text);
  return line ? line.index + line[0].length : text.length;
}
