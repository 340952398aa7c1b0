import { Claims } from '../findings/occupied-spans.ts';
import { parseText } from '../documents/document.ts';
import { firstBeyond } from '../text/sorted.ts';
import { applyEdits } from '../text/apply-edits.ts';
import type { LintOptions, Rules } from './lint-options.ts';
import type { Cause, Rule } from './rule.ts';
import type { Edit } from '../text/span.ts';
import type { Finding } from '../findings/finding.ts';
import type { FileDocument } from '../embedded/host-file.ts';
import type { LintDocument } from '../embedded/lint-document.ts';

/** In the order in which one explains the other. */
const levels: readonly Cause[] = ['writing', 'reading', 'names', 'values'];

/** How often a text is mended: one mended line can show the fault of the next. */
const mostRounds = 3;

/** A file with more slips is not mended and read again on each keystroke. */
const mostCauses = 20;

/** A longer text is not mended and read again on each keystroke (UTF-16 units). */
const longest = 60_000;

/** A file, or a document inside one. */
export type Judged = FileDocument | LintDocument;

/** Judges a file by the rules of these ids, with everything the user has set. */
export type Judge = (file: Judged, ids: ReadonlySet<string>) => readonly Finding[];

/**
 * Leaves out the findings that only follow from another one: those that are gone once the text is mended as the fix of their cause
 * says. A key that is misspelt is not missing as well, and what stands inside an open quote has no names. A cause for which only
 * a warning was given is an error where it leads to one. `ruleOf` knows the rules whose findings explain others.
 */
export function withoutConsequences(
  document: Judged,
  findings: readonly Finding[],
  ruleOf: (id: string) => Rule | undefined,
  judge: Judge,
): Finding[] {
  if (document.text.length > longest) return [...findings];
  const levelOf = (finding: Finding): Cause | undefined => causeOf(finding, ruleOf);
  let left = [...findings];
  for (const level of levels) {
    const causes = left.filter((finding) => levelOf(finding) === level);
    const isCause = new Set(causes);
    const others = left.filter((finding) => !isCause.has(finding) && !isAsStrong(finding, level));
    if (causes.length === 0 || causes.length > mostCauses || others.length === 0) continue;
    const ids = new Set([...others, ...causes].map(({ rule }) => rule));
    const mended = mend(document, causes, (next) =>
      judge(next, ids).filter((finding) => levelOf(finding) === level),
    );
    if (!mended) continue;
    const isStill = membership(judge(mended.document, ids), mended.offsetOf);
    const gone = new Set(others.filter((finding) => !isStill(finding)));
    const [first] = causes;
    const isWorse =
      [...gone].some(({ severity }) => severity === 'error') &&
      causes.every(({ severity }) => severity !== 'error');
    left = left
      .filter((finding) => !gone.has(finding))
      .map((finding) => (isWorse && finding === first ? { ...finding, severity: 'error' } : finding));
  }
  return left;

  /** A line at which the server stops reading is never the consequence of a word, nor one unknown word of another. */
  function isAsStrong({ rule }: Finding, level: Cause): boolean {
    const own = ruleOf(rule)?.cause;
    if (rule === 'internal-error') return true;
    return own !== undefined && levels.indexOf(own) <= levels.indexOf(level);
  }
}

/** A rule whose level the user has set explains no others: what he hears of the cause is his choice, of the rest it is ours. */
export function trustedRules(rules: Rules, { levels }: LintOptions): (id: string) => Rule | undefined {
  return (id) => (levels?.[id] === undefined || levels[id] === 'error' ? rules.get(id) : undefined);
}

/** How a finding explains others, where its fix is certain enough to show what only follows from it. */
function causeOf(
  { rule, fix, doubtful, isUnknownWord, severity }: Finding,
  ruleOf: (id: string) => Rule | undefined,
): Cause | undefined {
  return fix && doubtful !== true && !(isUnknownWord && severity === 'warning')
    ? ruleOf(rule)?.cause
    : undefined;
}

/** A document once each finding that explains others is mended as its fix says; itself where there is none. */
export function withoutCauses(
  document: LintDocument,
  ruleOf: (id: string) => Rule | undefined,
  judge: (document: Judged) => readonly Finding[],
): Judged {
  if (document.text.length > longest) return document;
  let current: Judged = document;
  for (const level of levels) {
    const causesIn = (next: Judged): Finding[] =>
      judge(next).filter((finding) => causeOf(finding, ruleOf) === level);
    const causes = causesIn(current);
    if (causes.length > 0 && causes.length <= mostCauses)
      current = mend(current, causes, causesIn)?.document ?? current;
  }
  return current;
}

/** What the text alone does not say of a file. */
function aboutOf(file: Judged): Parameters<typeof parseText>[2] {
  if (file.kind === 'config') return { program: file.program, partial: file.partial && !file.template };
  return file.kind === 'host' ? { fileName: file.fileName } : {};
}

interface Mended {
  readonly document: Judged;
  /** Where something of the first text stands in the mended one. */
  readonly offsetOf: (offset: number) => number;
}

/** Applies the fixes of the causes, and of those that come to light by that; undefined where none can be applied. */
function mend(
  document: Judged,
  causes: readonly Finding[],
  causesIn: (document: Judged) => readonly Finding[],
): Mended | undefined {
  const moves: ((offset: number) => number)[] = [];
  let current = document;
  let found = causes;
  for (let round = 0; round < mostRounds && found.length > 0; round++) {
    const edits = editsOf(found);
    const text = applyEdits(current.text, edits);
    if (text === current.text) break;
    moves.push(movedBy(edits));
    current = parseText(document.kind, text, aboutOf(document));
    found = causesIn(current);
  }
  if (moves.length === 0) return undefined;
  return { document: current, offsetOf: (offset) => moves.reduce((at, move) => move(at), offset) };
}

/** The edits of all fixes that can be made together. */
function editsOf(findings: readonly Finding[]): Edit[] {
  const fixes = [...new Set(findings.flatMap(({ fix }) => fix ?? []))];
  const claims = new Claims(fixes.flatMap(({ edits }) => edits.map(({ span }) => span)));
  return fixes.flatMap(({ edits }) => {
    if (edits.some(({ span }) => claims.holds(span))) return [];
    for (const { span } of edits) claims.take(span);
    return edits;
  });
}

/** Where an offset is after edits that do not overlap. */
function movedBy(edits: readonly Edit[]): (offset: number) => number {
  const ordered = edits.toSorted((a, b) => a.span[1] - b.span[1]);
  // by how much all of them up to each one move what stands behind
  let sum = 0;
  const moves = ordered.map(({ span, text }) => (sum += text.length - (span[1] - span[0])));
  return (offset) => {
    const behind = firstBeyond(ordered, ({ span }) => span[1] > offset);
    return offset + (moves[behind - 1] ?? 0);
  };
}

/** Makes the question whether a finding is still among others, at its place or in its words. */
function membership(
  others: readonly Finding[],
  offsetOf: (offset: number) => number,
): (finding: Finding) => boolean {
  const known = new Set(
    others.flatMap(({ rule, message, span }) => [`${rule} ${message}`, `${rule}@${span[0]}`]),
  );
  return ({ rule, message, span }) =>
    known.has(`${rule} ${message}`) || known.has(`${rule}@${offsetOf(span[0])}`);
}
