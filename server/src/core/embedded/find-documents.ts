import { commentOf } from '../command-lines/find-commands.ts';
import { directivesIn, statedIn } from '../config/directives.ts';
import { soleImageVersion } from '../command-lines/image.ts';
import { slice } from '../text/span.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { HostText, type Finder } from './finder.ts';
import { chartFlags } from './finders/chart-flags.ts';
import { chefAttributes } from './finders/chef-attributes.ts';
import { codeTexts } from './finders/code-texts.ts';
import { clientSettings } from './finders/client-settings.ts';
import { commandLines } from './finders/command-lines.ts';
import { connectionStrings } from './finders/connection-strings.ts';
import { hereDocuments } from './finders/here-documents.ts';
import { isMarkdown, markdownBlocks } from './finders/markdown-blocks.ts';
import { nixTexts } from './finders/nix-texts.ts';
import { replicaSetKeys } from './finders/replica-set-keys.ts';
import { operatorSettings } from './finders/operator-settings.ts';
import { driverOptions } from './finders/driver-options.ts';
import { isClient } from './without-clients.ts';
import { mayHoldDocuments } from './trace.ts';
import { yamlTexts } from './finders/yaml-texts.ts';
import type { Embedded, HostFile } from './host-file.ts';

/** All finders; what an earlier one found, a later one does not find again. */
const finders: readonly Finder[] = [
  yamlTexts,
  operatorSettings,
  nixTexts,
  codeTexts,
  chefAttributes,
  hereDocuments,
  chartFlags,
  commandLines,
  replicaSetKeys,
  connectionStrings,
  driverOptions,
  clientSettings,
];

/** In Markdown, what is not in a block of code is prose. */
const markdownFinders: readonly Finder[] = [markdownBlocks, connectionStrings];

/** More texts inside each other than anybody writes. */
const maxDepth = 4;

/** The file that was read last: to tell what a file is and to judge it are questions about the same text. */
let last: HostFile | undefined;

/** Finds the documents inside a file of another language. Never throws; a file without any gives an empty list. */
export function parseHostFile(text: string, fileName = ''): HostFile {
  if (last?.text !== text || last.fileName !== fileName) last = read(text, fileName);
  return last;
}

function read(text: string, fileName: string): HostFile {
  const found = mayHoldDocuments(text, fileName)
    ? findIn(HostText.ofFile(text, { fileName, version: soleImageVersion(text) }))
    : [];
  const documents = apart(found).map((entry, _, all) => completedBy(entry, all, text));
  const stated = documents.length > 0 ? statedVersion(text, documents) : undefined;
  const comment = commentOf(fileName);
  return {
    kind: 'host',
    text,
    fileName,
    documents: documents.map((entry) => withVersion(entry, stated)),
    ...(comment === undefined ? {} : { comment }),
  };
}

function findIn(host: HostText): Embedded[] {
  if (host.depth > maxDepth) return [];
  const isProse = host.depth === 0 && isMarkdown(host.fileName);
  return (isProse ? markdownFinders : finders).flatMap((find) => [...find(host, findIn)]);
}

/** Those that do not overlap one before them, in the order of the file. */
function apart(found: readonly Embedded[]): Embedded[] {
  const taken: Embedded[] = [];
  for (const entry of found) {
    if (!taken.some((other) => isInTheWay(other, entry))) taken.push(entry);
  }
  return taken.sort((a, b) => a.span[0] - b.span[0]);
}

/** A connection string is a word of the command line that it is given to. */
function isInTheWay(a: Embedded, b: Embedded): boolean {
  if (a.document.kind === 'commandline' && b.document.kind === 'uri') return false;
  // and an argument beside the options
  if (isClient(a) && isClient(b)) return false;
  return a.span[0] < b.span[1] && b.span[0] < a.span[1];
}

/** A configuration to which the rest of the file adds: another part of it, or lines that a script writes behind it. */
function completedBy(entry: Embedded, all: readonly Embedded[], text: string): Embedded {
  const { document, target } = entry;
  if (document.kind !== 'config' || document.partial || target === undefined) return entry;
  const isAdded =
    all.some((other) => other.target === target && isPart(other)) ||
    text.split('\n').some((line) => line.includes(target) && adds.test(line));
  if (!isAdded) return entry;
  const partial = { ...document, partial: true };
  return {
    ...entry,
    document: partial,
    judged: entry.judged.map((each) => (each === document ? partial : each)),
  };
}

function isPart({ document }: Embedded): boolean {
  return document.kind === 'config' && document.partial;
}

/** A command that changes a file that is there. */
const adds = />>|\btee\s+(?:-a|--append)\b|\bsed\s+-[a-zA-Z]*i|\byq\s+(?:-i|--inplace)\b/;

/** What the comments of a document say of its version goes first, then those of the file, then an image or the like. */
function withVersion(entry: Embedded, stated: ServerVersion | undefined): Embedded {
  const { document } = entry;
  const own =
    document.kind === 'commandline' || isClient(entry) ? undefined : statedIn(document.text).version;
  const version = own ?? stated ?? entry.version;
  return version ? { ...entry, version } : entry;
}

/** The version that a comment outside the documents names. */
function statedVersion(text: string, documents: readonly Embedded[]): ServerVersion | undefined {
  for (const { span: comment } of directivesIn(text)) {
    const [start] = comment;
    const isInside = documents.some(
      ({ span, document }) =>
        document.kind !== 'commandline' &&
        document.kind !== 'uri' &&
        document.kind !== 'options' &&
        start >= span[0] &&
        start < span[1],
    );
    const version = isInside ? undefined : statedIn(slice(text, comment)).version;
    if (version) return version;
  }
  return undefined;
}
