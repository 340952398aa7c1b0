import { logMessages } from './log-message.ts';
import { telling } from './text-line.ts';

/** What a look at a line without taking it out of its piece tells. */
export type Glance =
  | 'nothing'
  /** To be read. */
  | 'telling'
  /** A connection that was accepted: its number, and where its address stands. */
  | { readonly connection: number; readonly start: number; readonly end: number };

const acceptedId = 22943;
const longest = 16 * 1024;
/** The components of old lines that never speak of us, by their first two letters: COMMAND, STORAGE, WRITE, QUERY, INDEX … */
const others = new Set(['CO', 'ST', 'WR', 'QU', 'IN', 'GE', 'JO', 'FT', 'RE', 'TX', 'TR', 'RO', 'WT']);
const exceptions = /^(?:CONTROL|CONNPOOL|REPL)/;

/** Tells whether a line deserves to be read. Most do not, and logs are long. */
export function glance(text: string, start: number, end: number): Glance {
  if (text.charCodeAt(start) === 0x7b) return glanceAtJson(text, start, end);
  if (end - start > 40 && text.charCodeAt(start + 10) === 0x54) return glanceAtText(text, start, end);
  const line = text.slice(start, Math.min(end, start + longest));
  return telling.test(line) || line.slice(0, 200).includes('{"t":') ? 'telling' : 'nothing';
}

function glanceAtJson(text: string, start: number, end: number): Glance {
  const at = text.indexOf('"id":', start);
  if (at < 0 || at >= end) return 'nothing';
  const id = numberAt(text, at + 5);
  if (id !== acceptedId) return logMessages.has(id) ? 'telling' : 'nothing';
  // looked for in the line alone, whatever it lacks: the piece of the log behind it is long
  const line = text.slice(start, end);
  const remote = line.indexOf('"remote":"');
  // called sessionId in 4.4.0
  const number = line.indexOf('onId":');
  if (remote < 0 || number < 0) return 'nothing';
  const from = remote + '"remote":"'.length;
  const close = line.indexOf('"', from);
  if (close < 0) return 'nothing';
  return { connection: numberAt(line, number + 6), start: start + from, end: start + close };
}

/** Lines of 2.6 to 4.2: time, severity, component, thread, message. */
function glanceAtText(text: string, start: number, end: number): Glance {
  const afterTime = text.indexOf(' ', start + 20) + 1;
  if (afterTime === 0 || afterTime >= end) return 'nothing';
  const bracket = text.indexOf('[', afterTime);
  if (bracket < 0 || bracket >= end) return 'nothing';
  if (bracket > afterTime) {
    let component = afterTime + 2;
    while (text.charCodeAt(component) === 0x20) component++;
    const name = text.slice(component, component + 8);
    if (others.has(name.slice(0, 2)) && !exceptions.test(name)) return 'nothing';
  }
  const message = text.indexOf('] ', bracket) + 2;
  if (message < 2 || message >= end) return 'nothing';
  if (text.startsWith('end connection ', message) || text.startsWith('received client ', message))
    return 'nothing';
  if (text.startsWith('connection accepted from ', message)) {
    const from = message + 'connection accepted from '.length;
    const hash = text.slice(from, end).indexOf(' #');
    return hash < 0
      ? 'nothing'
      : { connection: numberAt(text, from + hash + 2), start: from, end: from + hash };
  }
  return telling.test(text.slice(message, Math.min(end, message + longest))) ? 'telling' : 'nothing';
}

function numberAt(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at++;
  let value = 0;
  for (let code = text.charCodeAt(at); code >= 0x30 && code <= 0x39; code = text.charCodeAt(++at)) {
    value = value * 10 + code - 0x30;
  }
  return value;
}
