import type { Config } from '../config/config.ts';
import type { MergedConfig } from '../deployment/merged-config.ts';
import { spanInFile, type ReadConfiguration, type StartedServer } from '../deployment/started-server.ts';
import type { Finding, Fix, Related } from '../findings/finding.ts';
import type { Span } from '../text/span.ts';

/** What was found about the settings of a server, where it can be mended: in its file, and in the text that starts it. */
export interface ServerFindings {
  readonly inFile: readonly Finding[];
  readonly inStart: readonly Finding[];
}

/**
 * Parts the findings about merged settings by the text that each stands in. `isKnown` tells of one that either text has by itself;
 * all others are given the place of the other text.
 */
export function partedFindings(
  findings: readonly Finding[],
  { base }: MergedConfig,
  server: StartedServer,
  isKnown: (finding: Finding) => boolean,
): ServerFindings {
  const inFile: Finding[] = [];
  const inStart: Finding[] = [];
  for (const finding of findings) {
    const isOfFile = finding.span[0] < base;
    const placed = isOfFile ? placedInFile(finding, base, server) : placedInStart(finding, base, server);
    const other = isOfFile ? startOf(server) : fileOf(server);
    const withOther =
      isKnown(placed) || !other || hasRelated(placed, other)
        ? placed
        : { ...placed, related: [...(placed.related ?? []), other] };
    (isOfFile ? inFile : inStart).push(withOther);
  }
  return { inFile, inStart };
}

/** Whether a finding names a place of the other text already. */
function hasRelated({ related = [] }: Finding, { location }: Related): boolean {
  return location === undefined ? related.length > 0 : related.some((each) => each.location === location);
}

function placedInFile(finding: Finding, base: number, { location }: StartedServer): Finding {
  const place = (span: Span): Pick<Related, 'span' | 'location'> =>
    span[0] < base ? { span } : { span: back(span, base), location };
  return placed(finding, finding.span, place, (fix) => inside(fix, 0, base));
}

function placedInStart(finding: Finding, base: number, { configuration, location }: StartedServer): Finding {
  const place = (span: Span): Pick<Related, 'span' | 'location'> => {
    if (span[0] >= base || !configuration) return { span: back(span, base) };
    return inFileOf(configuration, span, location);
  };
  return placed(finding, back(finding.span, base), place, (fix) => moved(inside(fix, base, Infinity), base));
}

function placed(
  finding: Finding,
  span: Span,
  place: (span: Span) => Pick<Related, 'span' | 'location'>,
  fixOf: (fix: Fix) => Fix | undefined,
): Finding {
  const { fix, alternatives, related, hints, ...rest } = finding;
  const ownFix = fix && fixOf(fix);
  return {
    ...rest,
    span,
    ...(ownFix ? { fix: ownFix } : {}),
    ...(alternatives ? { alternatives: alternatives.flatMap((each) => fixOf(each) ?? []) } : {}),
    // those of the other text are none of this finding's lines
    ...(hints && span === finding.span
      ? { hints: hints.filter((hint) => place(hint.span).location === undefined) }
      : {}),
    ...(related
      ? {
          related: related.map((each) =>
            each.location === undefined ? { ...each, ...place(each.span) } : each,
          ),
        }
      : {}),
  };
}

/** A fix whose edits all lie in one of the two texts; undefined for any other. */
function inside(fix: Fix, from: number, to: number): Fix | undefined {
  return fix.edits.every(({ span }) => span[0] >= from && span[1] < to) ? fix : undefined;
}

function moved(fix: Fix | undefined, base: number): Fix | undefined {
  return fix && { ...fix, edits: fix.edits.map(({ span, text }) => ({ span: back(span, base), text })) };
}

function back([start, end]: Span, base: number): Span {
  return [start - base, end - base];
}

function startOf({ start, location }: StartedServer): Related {
  return { span: start.span, location, message: `${start.name} is started here with this file` };
}

function fileOf({ configuration, start, location }: StartedServer): Related | undefined {
  if (!configuration) return undefined;
  const first = configuration.config.settings[0]?.keySpan ?? [0, 0];
  return {
    ...inFileOf(configuration, first, location),
    message: `${start.name} is started with this configuration`,
  };
}

/** A place of a configuration, as a file names it that may hold the configuration itself. */
function inFileOf(
  configuration: ReadConfiguration,
  span: Span,
  from: string,
): Pick<Related, 'span' | 'location'> {
  const { location } = configuration;
  return { span: spanInFile(configuration, span), ...(location === from ? {} : { location }) };
}

/** The findings of several servers about one text: what is true for more than one stands once and names them. */
export function togetherFor(
  servers: readonly StartedServer[],
  findingsOf: (server: StartedServer) => readonly Finding[],
): Finding[] {
  const [only, ...others] = servers;
  if (only && others.length === 0) return [...findingsOf(only)];
  const groups = new Map<string, { finding: Finding; names: Set<string> }>();
  for (const server of servers) {
    for (const finding of findingsOf(server)) {
      const key = JSON.stringify([finding.rule, finding.span, finding.severity, finding.message]);
      const group = groups.get(key) ?? { finding, names: new Set() };
      group.names.add(server.start.name);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ finding, names }) => ({
    ...finding,
    message: `${finding.message} This holds for ${listOf([...names])}.`,
  }));
}

const mostNames = 5;

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNames);
  const left = names.length - shown.length;
  const parts = left > 0 ? [...shown, `${left} more`] : shown;
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(parts);
}

/** Tells whether findings have one of a rule at a place. */
export function among(findings: readonly Finding[]): (finding: Finding) => boolean {
  const keys = new Set(findings.map(({ rule, span }) => `${rule} ${span[0]}`));
  return ({ rule, span }) => keys.has(`${rule} ${span[0]}`);
}

/** Whether a server reads a configuration. */
export function reads({ configuration }: StartedServer, document: unknown): document is Config {
  return configuration !== undefined && configuration.config === document;
}
