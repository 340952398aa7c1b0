import {
  CodeActionKind,
  CodeActionTriggerKind,
  type CodeAction,
  type CodeActionParams,
  type CodeActionContext,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseText } from '../core/documents/document.ts';
import { applyEdits } from '../core/text/apply-edits.ts';
import { fixAll } from '../core/fixing/fix.ts';
import { lint } from '../core/linting/lint.ts';
import type { Rule } from '../core/linting/rule.ts';
import { silenceFile, silenceLine } from '../core/documents/silencing.ts';
import type { Edit, Span } from '../core/text/span.ts';
import { partAt, type Analysis, type FileAnalysis } from './analysis.ts';
import { baseName } from './file-kind.ts';
import { toRange, toSpan, toWorkspaceEdit, inFile } from './convert.ts';
import { otherVersions, versionsWithout } from './version-actions.ts';
import type { Finding } from '../core/findings/finding.ts';
import { oneLine } from '../core/text/visible.ts';

/** All safe fixes of a file, as `lint --fix` makes them. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.mongodbTls`;
/** Rewritings of the whole file that somebody asks for. */
const rewriteKind = `${CodeActionKind.RefactorRewrite}.mongodbTls`;

const setVersionKind = `${rewriteKind}.setVersion`;

export const codeActionKinds = [CodeActionKind.QuickFix, fixAllKind, rewriteKind];

/** A rewriting of a whole file, offered where it has something to do. */
export interface Rewriting {
  /** The last part of its kind. */
  readonly name: string;
  readonly title: string;
  readonly edits: (analysis: Analysis) => readonly Edit[];
}

export interface CodeActionOptions {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly rewritings: readonly Rewriting[];
  /** The client has the commands of the extension. */
  readonly hasCommands: boolean;
}

/** The actions for a range, all made from the findings of the document's version. */
export function codeActions(
  analysis: FileAnalysis,
  { range, context }: CodeActionParams,
  options: CodeActionOptions,
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (wants(context, CodeActionKind.QuickFix)) {
    const found = foundAt(analysis.findings, toSpan(analysis.document, range));
    actions.push(...fixes(found, analysis, context));
    if (options.hasCommands) actions.push(...shellCommands(found, analysis, context));
    for (const part of partsAt(analysis, found)) actions.push(...otherVersionsFor(part, range, options));
    actions.push(...silencers(found, analysis, context));
  }
  if (wants(context, fixAllKind)) actions.push(...fixAllAction(analysis, options));
  if (wants(context, rewriteKind)) {
    const whole = rewritings(analysis, options.rewritings);
    // who asks for refactorings gets all; elsewhere one that has nothing to do with the place, or repeats a fix, is in the way
    const isOffered = ({ edits }: Rewritten): boolean =>
      context.only !== undefined ||
      (touchesLines(edits, range, analysis) && !actions.some((fix) => isSameChange(fix, edits, analysis)));
    actions.push(...whole.filter(isOffered).map(({ action }) => action));
  }
  // not at every move of the cursor: the file is judged for each version
  if (wants(context, setVersionKind) && context.triggerKind !== CodeActionTriggerKind.Automatic) {
    const part = partAt(analysis, range.start);
    if (part) actions.push(...otherVersions(part, options.rules, setVersionKind));
  }
  return actions;
}

/** A finding at one of its places. */
type Found = Pick<Finding, 'rule' | 'span' | 'fix' | 'alternatives' | 'command'>;

/** What was found at a place: findings, and further places of findings with what mends them. */
function foundAt(findings: readonly Finding[], place: Span): Found[] {
  return findings
    .flatMap(({ rule, span, fix, alternatives, command, hints = [] }): Found[] => {
      const shared = { rule, ...(fix ? { fix } : {}) };
      const main = {
        ...shared,
        span,
        ...(alternatives ? { alternatives } : {}),
        ...(command ? { command } : {}),
      };
      return [main, ...hints.map((hint) => ({ ...shared, ...hint }))];
    })
    .filter(({ span }) => touches(span, place));
}

/** The documents that some findings are about. */
function partsAt(analysis: FileAnalysis, found: readonly Found[]): Set<Analysis> {
  const starts = found.map(({ span }) => toRange(analysis.document, span).start);
  return new Set(starts.flatMap((start) => partAt(analysis, start) ?? []));
}

function otherVersionsFor(part: Analysis, range: Range, { rules }: CodeActionOptions): CodeAction[] {
  const own = toSpan(part.document, range);
  return versionsWithout(
    part.findings.filter(({ span }) => touches(span, own)),
    part,
    rules,
  );
}

function wants({ only }: CodeActionContext, kind: string): boolean {
  if (!only) return kind !== fixAllKind;
  return only.some(
    (wanted) =>
      wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`) || wanted.startsWith(`${kind}.`),
  );
}

function fixes(found: readonly Found[], analysis: FileAnalysis, context: CodeActionContext): CodeAction[] {
  const seen = new Set<string>();
  return found.flatMap((finding) => {
    const ways = [...(finding.fix ? [finding.fix] : []), ...(finding.alternatives ?? [])];
    return ways.flatMap((fix): CodeAction[] => {
      const key = JSON.stringify([fix.title, fix.edits]);
      if (seen.has(key)) return [];
      seen.add(key);
      return [
        {
          title: oneLine(fix.title),
          kind: CodeActionKind.QuickFix,
          diagnostics: diagnosticsOf(finding, analysis, context),
          ...(fix === finding.fix && fix.safe ? { isPreferred: true } : {}),
          edit: toWorkspaceEdit(analysis.document, fix.edits),
        },
      ];
    });
  });
}

/** What is to be done on the server itself, to be copied. */
function shellCommands(
  found: readonly Found[],
  analysis: FileAnalysis,
  context: CodeActionContext,
): CodeAction[] {
  return found.flatMap((finding): CodeAction[] => {
    if (!finding.command) return [];
    const { title, text } = finding.command;
    return [
      {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: diagnosticsOf(finding, analysis, context),
        command: { title, command: 'mongodbTls.copyText', arguments: [{ text, what: 'the command' }] },
      },
    ];
  });
}

function silencers(
  found: readonly Found[],
  analysis: FileAnalysis,
  context: CodeActionContext,
): CodeAction[] {
  const { document, model, facts } = analysis;
  const seen = new Set<string>();
  // with several rules at one place a menu would hold more of these than of all else
  const isAlone = new Set(found.map(({ rule }) => rule)).size === 1;
  return found.flatMap((finding) => {
    const { rule, span } = finding;
    const line = String(toRange(document, span).start.line);
    if (rule === 'internal-error' || seen.has(`${rule} ${line}`)) return [];
    seen.add(`${rule} ${line}`);
    const part = partAt(analysis, toRange(document, span).start);
    const own = part && silenceLine(part.model, rule, toSpan(part.document, toRange(document, span)));
    const whole = silenceFile(model, rule, facts.serverVersion);
    const choices = [
      ...(own
        ? [{ title: `Silence ${rule} for this line`, edit: toWorkspaceEdit(part.document, [own]) }]
        : []),
      ...(whole && isAlone
        ? [{ title: `Silence ${rule} for this file`, edit: toWorkspaceEdit(document, [whole]) }]
        : []),
    ];
    return choices.map(({ title, edit }): CodeAction => {
      const diagnostics = diagnosticsOf(finding, analysis, context);
      return { title, kind: CodeActionKind.QuickFix, diagnostics, edit };
    });
  });
}

function fixAllAction(analysis: FileAnalysis, { rules }: CodeActionOptions): CodeAction[] {
  const { document, model, facts, settings } = analysis;
  const from = model.kind === 'config' ? { program: model.program } : { fileName: baseName(document.uri) };
  const text = document.getText();
  const fixed = fixAll(text, (next) =>
    lint(parseText(model.kind, next, from), facts, { levels: settings.levels }, rules),
  );
  if (fixed === text) return [];
  const title = 'Apply all safe MongoDB TLS fixes';
  return [{ title, kind: fixAllKind, edit: toWorkspaceEdit(document, [difference(text, fixed)]) }];
}

interface Rewritten {
  readonly action: CodeAction;
  /** In offsets of the file. */
  readonly edits: readonly Edit[];
}

/** Editors ask at every move of the cursor. */
const rewritten = new WeakMap<FileAnalysis, readonly Rewritten[]>();

function rewritings(analysis: FileAnalysis, known: readonly Rewriting[]): readonly Rewritten[] {
  const present = rewritten.get(analysis);
  if (present) return present;
  const actions = analysis.parts.flatMap((part) =>
    known.flatMap(({ name, title, edits: make }): Rewritten[] => {
      const { document } = part;
      const own = make(part);
      if (applyEdits(document.getText(), own) === document.getText()) return [];
      const edits = inFile(document, own);
      return [
        {
          action: { title, kind: `${rewriteKind}.${name}`, edit: toWorkspaceEdit(analysis.document, edits) },
          edits,
        },
      ];
    }),
  );
  rewritten.set(analysis, actions);
  return actions;
}

function touchesLines(edits: readonly Edit[], { start, end }: Range, { document }: FileAnalysis): boolean {
  return edits.some(({ span }) => {
    const range = toRange(document, span);
    return range.start.line <= end.line && start.line <= range.end.line;
  });
}

/** Whether an action leaves the same text as these edits. */
function isSameChange({ edit }: CodeAction, edits: readonly Edit[], { document }: FileAnalysis): boolean {
  const own = edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : [])) ?? [];
  const textEdits = own.filter((textEdit): textEdit is TextEdit => 'newText' in textEdit);
  return TextDocument.applyEdits(document, textEdits) === applyEdits(document.getText(), edits);
}

/** The one edit between two texts that leaves their common beginning and end alone. */
function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { span: [start, before.length - end], text: after.slice(start, after.length - end) };
}

function diagnosticsOf(finding: Found, { document }: FileAnalysis, context: CodeActionContext): Diagnostic[] {
  const { start, end } = toRange(document, finding.span);
  return context.diagnostics.filter(
    ({ code, range }) =>
      code === finding.rule &&
      range.start.line === start.line &&
      range.start.character === start.character &&
      range.end.line === end.line &&
      range.end.character === end.character,
  );
}

function touches(a: Span, b: Span): boolean {
  return a[0] <= b[1] && b[0] <= a[1];
}
