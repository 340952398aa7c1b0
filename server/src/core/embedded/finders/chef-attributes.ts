import type { Program } from '../../server/server-kind.ts';
import { CharacterPlace, type Piece } from '../character-place.ts';
import type { HostText } from '../finder.ts';
import type { Embedded } from '../host-file.ts';
import type { Place } from '../place.ts';
import { documentAt } from '../read-document.ts';

/** `default['mongodb']['config']['mongod']['net']['port'] = 27017`: an attribute that the cookbook writes into a configuration. */
const attribute =
  /^([ \t]*(?:node\.)?(?:force_)?(?:default|override|normal)\[["':]mongodb["']?\]\[["':]config["']?\]\[["':](mongod|mongos)["']?\])((?:\[["':][\w.]{1,100}["']?\]){1,10})[ \t]*=[ \t]*([^\s=][^\n]*)$/gm;
const part = /\[["':]([\w.]+)["']?\]/g;
/** A value that is written out; `nil` leaves the setting out. */
const literal = /^(?:'[^'\\\n]*'|"[^"\\#\n]*"|-?\d[\d._]*|true|false)(?=\s*(?:#|$))/;

/** Settings of mongod and mongos among the attributes of a cookbook of Chef, each server's as one configuration. */
export function* chefAttributes(host: HostText): Iterable<Embedded> {
  if (!host.fileName.endsWith('.rb') || !host.text.includes('mongodb')) return;
  const pieces = new Map<Program, Piece[]>();
  for (const match of host.text.matchAll(attribute)) {
    const { 0: line, 1: head = '', 2: server, 3: path = '', 4: value = '', index } = match;
    if (value.startsWith('nil')) continue;
    const program = server === 'mongos' ? 'mongos' : 'mongod';
    const known = pieces.get(program) ?? [];
    pieces.set(program, known);
    const valueStart = index + line.length - value.length;
    known.push(...piecesOf(path, index + head.length, value.trimEnd(), valueStart));
  }
  for (const [program, written] of pieces) {
    yield documentAt('config', host.placeOf(wordsOnly(written)), {
      name: `mongodb.config.${program}`,
      program,
      version: host.version,
      partial: true,
    });
  }
}

/** The attribute as a line of a configuration: its path with dots, and its value. */
function piecesOf(path: string, pathStart: number, value: string, valueStart: number): Piece[] {
  const pieces: Piece[] = [];
  let at = pathStart;
  for (const { 0: bracket, 1: name = '', index } of path.matchAll(part)) {
    const start = pathStart + index + bracket.indexOf(name);
    pieces.push({ host: at, hostLength: start - at, text: pieces.length === 0 ? '' : '.' });
    pieces.push({ host: start, hostLength: name.length, text: name });
    at = start + name.length;
  }
  pieces.push({ host: at, hostLength: valueStart - at, text: ': ' });
  const [known] = literal.exec(value) ?? [];
  // what Ruby computes is not known
  const text = known ?? '${value}';
  pieces.push({ host: valueStart, hostLength: known?.length ?? value.length, text });
  pieces.push({ host: valueStart + value.length, hostLength: 0, text: '\n' });
  return pieces;
}

/** A place in which single words may be exchanged: there is no line that could be put in or taken away. */
function wordsOnly(pieces: readonly Piece[]): Place {
  const place = new CharacterPlace(pieces, pieces[0]?.host ?? 0, (text) => text);
  const isWord = (text: string): boolean => /^[\w/]+$/.test(text);
  return {
    text: place.text,
    keepsLines: false,
    toHost: (offset, isEnd) => place.toHost(offset, isEnd),
    toInner: (offset) => place.toInner(offset),
    edits: (edits) =>
      edits.every(({ span, text }) => isWord(text) && isWord(place.text.slice(...span)))
        ? place.edits(edits)
        : undefined,
  };
}
