import { formerSettingAt, optionAt, parameterNamed, vendorSettingAt } from '../catalogue/catalogue.ts';
import { endings } from '../catalogue/endings.ts';
import { parseConfig, type Config } from '../config/config.ts';
import { valuesBelow } from '../config/value-below.ts';
import type { Setting } from '../config/setting.ts';
import { unreadOf } from '../config/unread.ts';
import type { Edit, Span } from '../text/span.ts';
import { applyEdits } from '../text/apply-edits.ts';
import { readMongodYaml } from '../yaml/mongod/read.ts';

/** Lines that stand at another depth than they are meant to. */
export interface WrongIndentation {
  /** What stands in the first of them, without its indentation. */
  readonly span: Span;
  readonly lines: number;
  /** How many spaces are missing; negative where there are too many. */
  readonly missing: number;
  /** The section they belong under; empty for the top level. */
  readonly section: string;
  readonly edits: readonly Edit[];
}

/** A longer text is not read again for each way to indent a line (UTF-16 units). */
const longest = 20_000;

/** So many ways are tried at most. */
const mostTries = 24;

/** Characters that look like spaces have a rule of their own. */
const foreignIndentation = /^ *[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000]/m;

interface Line {
  readonly start: number;
  readonly indent: number;
  readonly content: string;
}

interface Way {
  readonly first: number;
  readonly last: number;
  readonly by: number;
  /** How many lines beside the first and what is deeper. */
  readonly others: number;
}

/** What was found in each: a file is judged for several versions. */
const known = new WeakMap<Config, { readonly found: WrongIndentation | undefined }>();

/** Finds the lines near a place that, indented otherwise, would make a file of known settings; undefined where there are none. */
export function wrongIndentation(config: Config): WrongIndentation | undefined {
  const present = known.get(config) ?? { found: findWrongIndentation(config) };
  known.set(config, present);
  return present.found;
}

function findWrongIndentation(config: Config): WrongIndentation | undefined {
  const { text } = config;
  if (
    config.format !== 'yaml' ||
    config.template ||
    text.length > longest ||
    foreignIndentation.test(text) ||
    /^ {0,200}\t|^[ \t]{0,200}[[{]/m.test(text)
  )
    return undefined;
  const doubtful = doubtfulOffsets(config);
  // of several sections inside another one each is told by itself, and moved as a whole
  if (doubtful.length === 0 || misplacedSections(config) > 1) return undefined;
  const lines = contentLines(text);
  if (valuesBelow(config).length > 0) return undefined;
  const before = isRead(config) ? strangers(config) : Infinity;
  if (before === 0) return undefined;
  let best: Tried | undefined;
  for (const way of waysFor(doubtful, lines).slice(0, mostTries)) {
    // of two ways through a section of two lines the one that leaves the steps of the file alike is meant
    if (best?.count === 0 && best.isEven && best.way.others < way.others) break;
    const next = applyEdits(text, editsOf(way, lines));
    // most are no better, and what can be read of those nobody asks
    if (readMongodYaml(next).problems.length > 0) continue;
    const mended = parseConfig(next, { program: config.program });
    if (!isRead(mended)) continue;
    const count = strangers(mended);
    if (count >= before) continue;
    const tried = { way, config: mended, count, ...evenness(way, lines) };
    if (!best || isBetter(tried, best)) best = tried;
  }
  return best && describe(best.way, lines, best.config);
}

interface Tried {
  readonly way: Way;
  readonly config: Config;
  /** How many strangers are left. */
  readonly count: number;
  readonly evenness: number;
  /** All of them are. */
  readonly isEven: boolean;
}

function isBetter(one: Tried, other: Tried): boolean {
  if (one.count !== other.count) return one.count < other.count;
  return one.evenness > other.evenness;
}

/** How many sections are indented by the step that most of them have, and whether all are. */
function evenness({ first, last, by }: Way, lines: readonly Line[]): Pick<Tried, 'evenness' | 'isEven'> {
  const depths = lines.map(({ indent }, index) => (index >= first && index <= last ? indent + by : indent));
  const steps = new Map<number, number>();
  for (const [index, depth] of depths.entries()) {
    const step = depth - (depths[index - 1] ?? depth);
    if (step > 0) steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  const most = Math.max(0, ...steps.values());
  return { evenness: most, isEven: steps.size < 2 };
}

function isRead(config: Config): boolean {
  return config.problems.length === 0 && !unreadOf(config);
}

/** Without those that a command line adds, which stand behind the end of the text. */
function settingsInText({ text, settings }: Config): readonly Setting[] {
  return settings.filter(({ keySpan }) => keySpan[0] < text.length);
}

/** How many settings no server knows where they stand, and how many sections have nothing below them. */
function strangers(config: Config): number {
  return settingsInText(config).filter(
    (setting) => isStranger(setting) && !vendorSettingAt(setting.path) && !formerSettingAt(setting.path),
  ).length;
}

/** Below setParameter any name may be that of a parameter; only that of a setting that belongs elsewhere tells of a slip. */
function isStranger({ path, isParameter, value }: Setting): boolean {
  if (path === 'setParameter' && value.kind === 'null') return true;
  if (optionAt(path)) return false;
  const name = nameOf(path);
  return !isParameter || (endings.has(name) && !parameterNamed(name));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Where something looks as if it stood at the wrong depth. */
function doubtfulOffsets(config: Config): number[] {
  const [problem] = config.problems;
  if (problem) {
    return /^(?:bad-indentation|too-deep-line)$/.test(problem.code) ? [problem.span[0]] : [];
  }
  const unread = unreadOf(config);
  // that the server stops there has a rule of its own: unread-settings
  if (unread) return [];
  return settingsInText(config)
    .filter((setting) => {
      if (!isStranger(setting)) return false;
      const name = nameOf(setting.path);
      return setting.value.kind === 'null' || endings.has(name) || parameterNamed(name) !== undefined;
    })
    .slice(0, 3)
    .map(({ keySpan, parents }) => parents.find(({ key }) => !section.test(key))?.keySpan[0] ?? keySpan[0]);
}

/** How many sections of the top level stand inside another one. */
function misplacedSections(config: Config): number {
  const found = settingsInText(config).flatMap((setting) => {
    const [first = '', second = '', third] = setting.path.split('.');
    const isInside = third !== undefined && topLevel.test(first) && topLevel.test(second);
    return isInside && isStranger(setting) ? [`${first}.${second}`] : [];
  });
  return new Set(found).size;
}

const topLevel =
  /^(?:net|storage|systemLog|processManagement|security|replication|sharding|operationProfiling|auditLog)$/;

const section =
  /^(?:net|storage|systemLog|processManagement|security|replication|sharding|operationProfiling|setParameter|auditLog|cloud|tls|ssl)$/;

function contentLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    const content = line.trim();
    if (content !== '' && !content.startsWith('#'))
      lines.push({ start, indent: line.length - line.trimStart().length, content });
    start = end + 1;
  }
  return lines;
}

/** Every way to indent a line near the places, alone or with what stands below it: few lines and small steps first. */
function waysFor(offsets: readonly number[], lines: readonly Line[]): Way[] {
  const ways = new Map<string, Way>();
  for (const offset of offsets) {
    const found = lines.findLastIndex(({ start }) => start <= offset);
    for (const first of [found, found - 1, found + 1, found + 2]) {
      const line = lines[first];
      if (!line) continue;
      for (const { last, others } of endsOf(first, lines)) {
        for (const depth of depthsAt(first, lines)) {
          const by = depth - line.indent;
          if (by !== 0 && lines.slice(first, last + 1).every(isEntry))
            ways.set([first, last, by].join(), { first, last, by, others });
        }
      }
    }
  }
  return [...ways.values()].sort(
    (a, b) => a.others - b.others || Math.abs(a.by) - Math.abs(b.by) || a.last - a.first - (b.last - b.first),
  );
}

/** A line without a name and a colon would become a part of the value above it. */
function isEntry({ content }: Line): boolean {
  return /^(?:["']?[\w.]+["']?[ \t]*:(?=[ \t]|$)|-[ \t])/.test(content);
}

/** The line alone, with all that is deeper, and with all that is as deep. */
function endsOf(first: number, lines: readonly Line[]): { last: number; others: number }[] {
  const indent = lines[first]?.indent ?? 0;
  const endWhere = (isOut: (line: Line) => boolean): number => {
    const at = lines.findIndex((line, index) => index > first && isOut(line));
    return (at < 0 ? lines.length : at) - 1;
  };
  const deeper = endWhere((line) => line.indent <= indent);
  const asDeep = endWhere((line) => line.indent < indent);
  return [
    { last: first, others: 0 },
    ...(deeper > first ? [{ last: deeper, others: 0 }] : []),
    ...(asDeep > deeper ? [{ last: asDeep, others: asDeep - deeper }] : []),
  ];
}

/** The depths of the lines around, and one deeper than a section right above. */
function depthsAt(at: number, lines: readonly Line[]): ReadonlySet<number> {
  const around = lines.slice(Math.max(0, at - 20), at + 4).map(({ indent }) => indent);
  const above = lines[at - 1];
  const step = lines.find(({ indent }) => indent > 0)?.indent ?? 2;
  const below = above?.content.endsWith(':') ? [above.indent + Math.min(Math.max(step, 1), 8)] : [];
  return new Set([...around, ...below, 0]);
}

function editsOf({ first, last, by }: Way, lines: readonly Line[]): Edit[] {
  return lines.slice(first, last + 1).map(({ start, indent }) => ({
    span: [start, start + indent],
    text: ' '.repeat(Math.max(0, indent + by)),
  }));
}

function describe(way: Way, lines: readonly Line[], mended: Config): WrongIndentation | undefined {
  const line = lines[way.first];
  if (!line) return undefined;
  const start = line.start + Math.max(0, line.indent + way.by);
  const end = line.start + line.indent + line.content.length;
  const inside = mended.settings.find(
    ({ keySpan, parents }) => keySpan[0] === start || parents.some((parent) => parent.keySpan[0] === start),
  );
  const above = inside?.parents.filter(({ keySpan }) => keySpan[0] < start).map(({ key }) => key) ?? [];
  return {
    span: [line.start + line.indent, end],
    lines: way.last - way.first + 1,
    missing: way.by,
    section: above.join('.'),
    edits: editsOf(way, lines),
  };
}
