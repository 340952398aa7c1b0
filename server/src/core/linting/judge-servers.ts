import type { Config } from '../config/config.ts';
import { omissionSpan } from '../config/span-for-missing.ts';
import { imageOffset, mergedConfig, type MergedConfig } from '../deployment/merged-config.ts';
import { factsOfServer, isStartedBy, type StartedServer } from '../deployment/started-server.ts';
import type { ServerStart } from '../deployment/server-start.ts';
import { startsOfFile } from '../deployment/starts-of-file.ts';
import { factsFor } from '../embedded/embedded-facts.ts';
import type { Embedded, HostFile } from '../embedded/host-file.ts';
import type { Facts } from '../facts/facts.ts';
import type { Finding } from '../findings/finding.ts';
import { asExample } from './as-example.ts';
import { trustedRules, withoutCauses } from './consequences.ts';
import type { Span } from '../text/span.ts';
import { discreet } from './discreet.ts';
import { judgeDocument } from './judge-document.ts';
import type { LintOptions, Rules } from './lint-options.ts';
import { among, partedFindings, togetherFor, type ServerFindings } from './server-findings.ts';

/** How things are judged. */
interface Judging {
  readonly facts: Facts;
  readonly options: LintOptions;
  readonly rules: Rules;
}

/**
 * The findings about a configuration as each of its servers reads it, with its flags and for its version. `own` are those about the
 * configuration by itself.
 */
export function judgeForReaders(
  config: Config,
  readers: readonly StartedServer[],
  own: readonly Finding[],
  judging: Judging,
): Finding[] {
  const isKnown = among(own);
  return togetherFor(readers, (server) => judgeMerged(config, server, isKnown, judging).inFile);
}

/** The findings about the command lines of a file and about the servers that it starts. */
export function judgeStarts(
  file: HostFile,
  entries: readonly Embedded[],
  servers: readonly StartedServer[],
  judging: Judging,
): Finding[] {
  const starts = startsOfFile(file).servers.map(
    (own) => servers.find((server) => isStartedBy(server, own))?.start ?? own,
  );
  const ofEntries = entries.flatMap((entry) => judgeEntry(entry, starts, servers, judging));
  const { facts, options, rules } = judging;
  const ofStarts = starts.flatMap((start) =>
    judgeDocument({ kind: 'server', ...start }, factsOf(start, servers, facts), options, rules),
  );
  return [...ofEntries, ...ofStarts];
}

function judgeEntry(
  entry: Embedded,
  starts: readonly ServerStart[],
  servers: readonly StartedServer[],
  judging: Judging,
): Finding[] {
  const { options, rules } = judging;
  const start = starts.find(({ command }) => command?.span[0] === entry.span[0]);
  const own = factsFor(entry, judging.facts);
  const facts = start ? factsOf(start, servers, own) : own;
  const judged = entry.judged.flatMap((document) =>
    judgeDocument(start?.flags && document.kind === 'config' ? start.flags : document, facts, options, rules),
  );
  const found = asExample(entry, judged, rules);
  const server = servers.find((each) => each.start === start);
  if (!server?.configuration) return [...found];
  const isKnown = among(found);
  const { config } = server.configuration;
  const inStart = (file: Config): Finding[] =>
    judgeMerged(file, server, isKnown, { ...judging, facts: own }).inStart.filter(
      (finding) => !isKnown(finding) && isForFlags(finding, rules),
    );
  const merged = inStart(config);
  if (merged.length === 0) return [...found];
  // what only follows from a slip in the file is told there
  const mended = mendedFile(config, server, { ...judging, facts: own });
  const isStill = mended === config ? () => true : among(inStart(mended));
  return [...found, ...merged.filter(isStill)];
}

/** The configuration of a server once its slips are mended that explain other findings. */
function mendedFile(config: Config, server: StartedServer, { facts, options, rules }: Judging): Config {
  const mended = withoutCauses(config, trustedRules(rules, options), (judged) =>
    judged.kind === 'config'
      ? judgeDocument(judged, factsOfServer(server, facts, judged.version), options, rules)
      : [],
  );
  return mended.kind === 'config' ? mended : config;
}

/** What rules for files alone say of a name or a value was said of the command line; what is missing is so of the whole server. */
function isForFlags({ rule }: Finding, rules: Rules): boolean {
  const { formats, absence } = rules.get(rule) ?? {};
  return absence === true || formats?.includes('flags') === true;
}

function factsOf(start: ServerStart, servers: readonly StartedServer[], facts: Facts): Facts {
  const known = servers.find((server) => server.start === start);
  return factsOfServer(known ?? { start, location: '', text: '', files: new Map() }, facts);
}

/** The findings about the merged settings of a server, in places of these; none where its configuration is not known. */
export function lintServer(server: StartedServer, judging: Judging): Finding[] {
  const { configuration, start } = server;
  return configuration ? judgeConfig(mergedConfig(configuration.config, start), server, judging) : [];
}

function judgeMerged(
  config: Config,
  server: StartedServer,
  isKnown: (finding: Finding) => boolean,
  judging: Judging,
): ServerFindings {
  const merged = mergedConfig(config, server.start);
  return partedFindings(judgeConfig(merged, server, judging), merged, server, isKnown);
}

function judgeConfig(
  { config, base }: MergedConfig,
  server: StartedServer,
  { facts, options, rules }: Judging,
): Finding[] {
  const found = judgeDocument(config, factsOfServer(server, facts, config.version), options, rules);
  const { span } = server.start;
  const place = omissionSpan(config, 'net') ?? [span[0] + base, span[1] + base];
  return found.flatMap((finding) => {
    const settled = placedForImage(discreet(finding, config), place);
    // its name and value are right, whatever rules for files say
    const isAboutImage = finding.span[0] >= imageOffset && rules.get(finding.rule)?.absence !== true;
    return isAboutImage ? [] : [settled];
  });
}

/** A finding about what the image adds stands where a setting would go before it. */
function placedForImage(finding: Finding, place: Span): Finding {
  const placed = (span: Span): Span => (span[0] >= imageOffset ? place : span);
  const { related } = finding;
  return {
    ...finding,
    span: placed(finding.span),
    ...(related ? { related: related.map((each) => ({ ...each, span: placed(each.span) })) } : {}),
  };
}
