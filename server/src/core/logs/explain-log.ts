import { optionByFlag } from '../catalogue/catalogue.ts';
import { tlsPath } from '../catalogue/ssl-names.ts';
import { readJsonLine } from './json-line.ts';
import { copyOf, KnownPeers } from './known-peers.ts';
import { glance } from './line-filter.ts';
import type { LogEvent } from './log-event.ts';
import { logMessages, type LogKind, type LogMessage } from './log-message.ts';
import { optionErrorTexts, readOptionError } from './option-error.ts';
import { isIncoming, otherSideOf } from './other-side.ts';
import { concernsSecurity, reasonOf } from './reason.ts';
import { readTextLine } from './text-line.ts';

/** All lines of a log that say the same for the same reason. */
export interface LogEntry {
  /** null for errors of the option parser, which have none. */
  readonly id: number | null;
  readonly severity: string;
  readonly component: string;
  readonly kind: LogKind;
  readonly meaning: string;
  readonly cause: string;
  /** Canonical paths of the settings that decide it. */
  readonly settings: readonly string[];
  readonly count: number;
  /** Zero-based. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Hosts or addresses without ports, in the order they came. */
  readonly peers: readonly string[];
  /** What the log of the other end of these connections holds; absent where that is not known. */
  readonly otherSide?: string;
  /** Ids of other messages that were logged of the same connections about then; absent where there is none. */
  readonly together?: readonly number[];
}

interface Growing extends Omit<LogEntry, 'peers' | 'count' | 'lastLine' | 'together'> {
  count: number;
  lastLine: number;
  readonly peers: Set<string>;
  readonly together: Set<number>;
}

/** What is kept of a log is bounded, however long it is. */
const mostPeers = 1000;
const mostWaiting = 20_000;
const longestLine = 64 * 1024;
/** A connection fails within some lines; later its number may be that of another one, of a server that was started anew. */
const mostLinesBetween = 1000;
/** Lines that tell of any broken connection, and are ours only if TLS or a login broke it. */
const mixed = new Set([22988, 22989, 23974, 21216, 22584, 4333208, 4333213, 4333222, 22858, 21209, 4834700]);

/**
 * Reads a log of mongod or mongos piece by piece: JSON lines of 4.4 and later, the texts before, and what the option parser
 * prints; prefixes that a container's log puts before a line are passed over. Memory is bounded, whatever the log's length.
 */
export class LogExplainer {
  readonly #entries = new Map<string, Growing>();
  readonly #peers = new KnownPeers();
  /** Entries whose peer a later line of the connection may tell. */
  readonly #waiting = new Map<number, Growing[]>();
  /** The last entry of each connection. */
  readonly #last = new Map<number, { readonly entry: Growing; readonly line: number }>();
  #rest = '';
  #lines = 0;

  /** Takes the next piece: bytes as one character each (Latin-1), so that nothing is decoded that is not of interest. */
  push(piece: string): void {
    let start = 0;
    let end = piece.indexOf('\n');
    if (this.#rest !== '') {
      // the piece itself is not copied for the line that began before it
      this.#rest += piece.slice(0, end < 0 ? longestLine : end);
      if (end < 0) {
        this.#rest = this.#rest.slice(0, longestLine);
        return;
      }
      this.#scan(this.#rest);
      start = end + 1;
      end = piece.indexOf('\n', start);
    }
    for (; end >= 0; end = piece.indexOf('\n', start)) {
      this.#scan(piece.slice(start, end));
      start = end + 1;
    }
    // of a line without end only the beginning is kept
    this.#rest = piece.slice(start, start + longestLine);
  }

  /** What the log says, the gravest first; to be called once, after the last piece. */
  finish(): { lines: number; entries: LogEntry[] } {
    if (this.#rest !== '') this.#scan(this.#rest);
    this.#rest = '';
    const entries = [...this.#entries.values()].map(({ peers, together, ...entry }) => ({
      ...entry,
      peers: [...peers],
      ...(together.size > 0 ? { together: [...together] } : {}),
    }));
    return { lines: this.#lines, entries: entries.sort(byGravity) };
  }

  #scan(line: string): void {
    const number = this.#lines++;
    if (line === '') return;
    const found = glance(line);
    if (found === 'nothing') return;
    if (found === 'telling') this.#read(utf8(line.slice(0, longestLine)), number);
    else this.#know(found.connection, line, found.start, found.end);
  }

  #read(line: string, number: number): void {
    const event = line.includes('{"t":')
      ? readJsonLine(line)
      : (readTextLine(line.replace(/\r$/, '')) ?? readOptionError(line));
    if (event) this.#take(event, number);
  }

  #take(event: LogEvent, number: number): void {
    const { id, peer } = event;
    const connection = connectionOf(event.context);
    if (connection !== undefined && peer !== undefined) this.#know(connection, peer, 0, peer.length);
    if (id !== null && mixed.has(id) && !concernsSecurity(event)) return;
    const entry = this.#entryOf(event, number);
    if (!entry) return;
    if (connection !== undefined) this.#bringTogether(connection, entry, number);
    const known = peer ?? (connection === undefined ? undefined : this.#peers.of(connection));
    if (known !== undefined) addPeer(entry, known);
    else if (connection !== undefined)
      this.#waiting.set(connection, [...(this.#waiting.get(connection) ?? []), entry]);
    if (this.#waiting.size > mostWaiting) this.#waiting.clear();
  }

  #bringTogether(connection: number, entry: Growing, line: number): void {
    const last = this.#last.get(connection);
    if (last && last.entry !== entry && line - last.line <= mostLinesBetween) {
      if (last.entry.id !== null) entry.together.add(last.entry.id);
      if (entry.id !== null) last.entry.together.add(entry.id);
    }
    if (this.#last.size > mostWaiting) this.#last.clear();
    this.#last.set(connection, { entry, line });
  }

  #entryOf(event: LogEvent, number: number): Growing | undefined {
    const told = explain(event);
    if (!told) return undefined;
    const key = `${event.id ?? event.error} ${told.key}`;
    const present = this.#entries.get(key);
    if (present) {
      present.count++;
      present.lastLine = number;
      return present;
    }
    const entry: Growing = {
      id: event.id,
      ...told.entry,
      count: 1,
      firstLine: number,
      lastLine: number,
      peers: new Set(),
      together: new Set(),
    };
    this.#entries.set(key, entry);
    return entry;
  }

  /** A connection comes from the address that stands at a place of a text. */
  #know(connection: number, text: string, start: number, end: number): void {
    this.#peers.remember(connection, text, start, end);
    const waiting = this.#waiting.get(connection);
    if (!waiting) return;
    this.#waiting.delete(connection);
    for (const entry of waiting) addPeer(entry, text.slice(start, end));
  }
}

type Told = Pick<
  LogEntry,
  'severity' | 'component' | 'kind' | 'meaning' | 'cause' | 'settings' | 'otherSide'
>;

/** What one line means; undefined for one that is none of ours. */
function explain(event: LogEvent): { readonly key: string; readonly entry: Told } | undefined {
  if (event.id === null) {
    const texts = optionErrorTexts(event.error);
    const entry: Told = {
      severity: 'F',
      component: '-',
      kind: 'options',
      ...texts,
      settings: settingsNamedIn(event.error),
    };
    return { key: texts.meaning, entry };
  }
  const message = logMessages.get(event.id);
  if (!message) return undefined;
  const reason = reasonOf(event);
  const otherSide = otherSideOf(event, reason?.key);
  const entry: Told = {
    severity: event.severity ?? message.severity,
    component: event.component ?? message.component,
    kind: message.kind,
    meaning: message.meaning,
    cause: reason?.cause ?? message.cause,
    settings: settingsOf(message, event, reason?.settings),
    ...(otherSide === undefined ? {} : { otherSide }),
  };
  const direction = isIncoming(event.context) ? 'in' : 'out';
  return { key: `${reason?.key ?? ''} ${entry.settings.join()} ${otherSide ? direction : ''}`, entry };
}

function settingsOf(
  message: LogMessage,
  event: LogEvent,
  more: readonly string[] | undefined,
): readonly string[] {
  if (message.settings.includes('*') || event.id === 20575) {
    const named = settingsNamedIn(event.error);
    return named.length > 0 ? named : (more ?? message.settings.filter((path) => path !== '*'));
  }
  return more ?? message.settings;
}

/** The settings whose flags or paths stand in a text, in the order they stand there. */
function settingsNamedIn(text: string): string[] {
  const words = text.slice(0, 2000).match(/[A-Za-z][\w.]{2,60}/g) ?? [];
  const paths = words.flatMap((word) => {
    const name = word.replace(/\.$/, '');
    const option = optionByFlag(name)?.option;
    if (option) return tlsPath(option.path);
    return /^(?:net|security|setParameter)\.[\w.]+$/.test(name) ? tlsPath(name) : [];
  });
  return [...new Set(paths)].filter((path) =>
    /^(?:net\.tls|security|setParameter|net\.bindIp|sharding|replication)\b/.test(path),
  );
}

/** The number of an incoming connection, from the name of its thread. */
function connectionOf(context: string | undefined): number | undefined {
  const number = /^conn(\d{1,12})$/.exec(context ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

function addPeer(entry: Growing, peer: string): void {
  if (entry.peers.size < mostPeers) entry.peers.add(copyOf(withoutPort(peer)));
}

/** `10.0.0.7:51214` and `[::1]:27017` without the port. */
function withoutPort(peer: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(peer)?.[1];
  if (bracketed !== undefined) return bracketed;
  // more than one colon is an address of IPv6 without a port
  return (peer.match(/:/g) ?? []).length === 1 ? peer.replace(/:\d{1,5}$/, '') : peer;
}

function utf8(latin1: string): string {
  // most lines are ASCII
  if (!/[^\0-\x7f]/.test(latin1)) return latin1;
  return new TextDecoder().decode(Uint8Array.from(latin1, (character) => character.charCodeAt(0)));
}

const gravity = 'FEWID';

function byGravity(a: LogEntry, b: LogEntry): number {
  return (
    gravity.indexOf(a.severity.charAt(0)) - gravity.indexOf(b.severity.charAt(0)) || a.firstLine - b.firstLine
  );
}
