import { logMessages } from './log-message.ts';
import { telling } from './text-line.ts';

/** What a look at a line tells. */
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

/** Tells whether a line deserves to be read. Most do not, and logs are long. Positions are those of the line. */
export function glance(line: string): Glance {
  if (line.charCodeAt(0) === 0x7b) return glanceAtJson(line);
  if (line.length > 40 && line.charCodeAt(10) === 0x54) return glanceAtText(line);
  return telling.test(line.slice(0, longest)) || line.slice(0, 200).includes('{"t":') ? 'telling' : 'nothing';
}

function glanceAtJson(line: string): Glance {
  const at = line.indexOf('"id":');
  if (at < 0) return 'nothing';
  const id = numberAt(line, at + 5);
  if (id !== acceptedId) return logMessages.has(id) ? 'telling' : 'nothing';
  const remote = line.indexOf('"remote":"');
  // called sessionId in 4.4.0
  const number = line.indexOf('onId":');
  if (remote < 0 || number < 0) return 'nothing';
  const start = remote + '"remote":"'.length;
  const end = line.indexOf('"', start);
  if (end < 0) return 'nothing';
  return { connection: numberAt(line, number + 6), start, end };
}

/** Lines of 2.6 to 4.2: time, severity, component, thread, message. */
function glanceAtText(line: string): Glance {
  const afterTime = line.indexOf(' ', 20) + 1;
  if (afterTime === 0) return 'nothing';
  const bracket = line.indexOf('[', afterTime);
  if (bracket < 0) return 'nothing';
  if (bracket > afterTime) {
    let component = afterTime + 2;
    while (line.charCodeAt(component) === 0x20) component++;
    const name = line.slice(component, component + 8);
    if (others.has(name.slice(0, 2)) && !exceptions.test(name)) return 'nothing';
  }
  const message = line.indexOf('] ', bracket) + 2;
  if (message < 2) return 'nothing';
  if (line.startsWith('end connection ', message) || line.startsWith('received client ', message))
    return 'nothing';
  if (line.startsWith('connection accepted from ', message)) {
    const start = message + 'connection accepted from '.length;
    const end = line.indexOf(' #', start);
    return end < 0 ? 'nothing' : { connection: numberAt(line, end + 2), start, end };
  }
  return telling.test(line.slice(message, longest)) ? 'telling' : 'nothing';
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
