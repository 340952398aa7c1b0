import type { FileDocument } from '../embedded/host-file.ts';
import { hasReached, type ServerVersion } from '../server/server-version.ts';
import { lineAt, type Edit, type Span } from '../text/span.ts';
import type { YamlNode } from '../yaml/tree.ts';
import type { LintDocument } from '../embedded/lint-document.ts';

/** The edit that silences a rule for the line where a span begins; undefined where no comment can stand above that line. */
export function silenceLine(document: LintDocument, rule: string, span: Span): Edit | undefined {
  if (document.kind !== 'config') return undefined;
  const { text } = document;
  const start = lineStart(text, span[0]);
  if (document.root && isInsideScalar(document.root, start)) return undefined;
  const above = start > 0 ? text.slice(...lineAt(text, start - 1)) : '';
  const present = /#[ \t]*mongodb-tls-disable-next-line[ \t][a-z0-9, \t-]*[a-z0-9]/.exec(above);
  // two such comments, one above the other, would part the upper one from its line
  if (present) {
    const end = lineAt(text, start - 1)[0] + present.index + present[0].length;
    return { span: [end, end], text: `, ${rule}` };
  }
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  return {
    span: [start, start],
    text: `${indent}# mongodb-tls-disable-next-line ${rule}${lineBreak(text)}`,
  };
}

/** The edit that silences a rule for the whole file; undefined where the file may hold no comment. */
export function silenceFile(document: FileDocument, rule: string, version: ServerVersion): Edit | undefined {
  // server-behaviour.md K8: before 4.2 a keyfile is raw bytes, and # is none of its characters
  if (document.kind === 'keyfile' && !hasReached(version, '4.2')) return undefined;
  const sign = document.kind === 'host' ? document.comment : '#';
  if (sign === undefined) return undefined;
  const start = document.kind === 'host' ? behindDirectives(document.text) : bomLength(document.text);
  return { span: [start, start], text: `${sign} mongodb-tls-disable ${rule}${lineBreak(document.text)}` };
}

/** Where a comment may stand first: behind `#!`, and behind what Dockerfiles have to begin with. */
function behindDirectives(text: string): number {
  const lines = /^\uFEFF?(?:#!.*(?:\r?\n|$)|(?:#[ \t]*(?:syntax|escape|check)[ \t]*=.*(?:\r?\n|$))+)?/i.exec(
    text,
  );
  return lines?.[0].length ?? 0;
}

function lineStart(text: string, offset: number): number {
  return Math.max(lineAt(text, offset)[0], bomLength(text));
}

function bomLength(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

function lineBreak(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

function isInsideScalar(node: YamlNode, offset: number): boolean {
  if (offset <= node.span[0] || offset > node.span[1]) return false;
  switch (node.kind) {
    case 'scalar':
      return true;
    case 'map':
      return node.pairs.some(({ value }) => isInsideScalar(value, offset));
    case 'list':
      return node.items.some((item) => isInsideScalar(item, offset));
    case 'null':
      return false;
  }
}
