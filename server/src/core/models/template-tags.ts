import type { Span } from '../span.ts';

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
