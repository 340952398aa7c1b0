import type { LogEvent } from './log-event.ts';

/** The attributes that name the other end, the most telling first. */
const peerNames = ['remote', 'client', 'remoteHost', 'hostAndPort', 'target', 'host', 'connString'];
const errorNames = ['error', 'result', 'reason', 'heartbeatMessage', 'msg', 'response'];

/** Reads a line of 4.4 and later; undefined where it is not one. A line that was cut off gives what is left of it. */
export function readJsonLine(line: string): LogEvent | undefined {
  const start = line.indexOf('{"t":');
  if (start < 0) return undefined;
  const parsed = parse(line.slice(start));
  return parsed ? fromObject(parsed) : fromPieces(line);
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function fromObject(line: Record<string, unknown>): LogEvent | undefined {
  const { id, s, c, ctx } = line;
  if (typeof id !== 'number') return undefined;
  const attributes = recordOf(line.attr) ?? {};
  const peer = peerNames.map((name) => textOf(attributes[name])).find((text) => text !== '');
  const user = textOf(attributes.principalName) || userOf(attributes.user);
  const errors = errorNames.map((name) => attributes[name]);
  const code = errors.map(codeOf).find((value) => value !== undefined);
  return {
    id,
    ...(typeof s === 'string' ? { severity: s } : {}),
    ...(typeof c === 'string' ? { component: c } : {}),
    ...(typeof ctx === 'string' ? { context: ctx } : {}),
    error: errors.map(messageOf).find((text) => text !== '') ?? '',
    ...(code === undefined ? {} : { code }),
    ...(peer === undefined ? {} : { peer }),
    ...(user === '' ? {} : { user }),
  };
}

/** What a line that lost its end still says: the fields before the attributes. */
function fromPieces(line: string): LogEvent | undefined {
  const id = /"id":\s{0,20}(\d{1,10})/.exec(line)?.[1];
  if (id === undefined) return undefined;
  const field = (name: string) => fieldOf(line, name);
  const [severity, component, context] = [field('s'), field('c'), field('ctx')];
  const peer = field('remote') ?? field('client');
  return {
    id: Number(id),
    ...(severity === undefined ? {} : { severity }),
    ...(component === undefined ? {} : { component }),
    ...(context === undefined ? {} : { context }),
    error: field('errmsg') ?? field('error') ?? '',
    ...(peer === undefined ? {} : { peer }),
  };
}

/** The text of a field of a line that no longer parses, at most 100 characters of it. */
function fieldOf(line: string, name: string): string | undefined {
  const at = line.indexOf(`"${name}":`);
  if (at < 0) return undefined;
  return /^ {0,20}"([^"]{0,100})/.exec(line.slice(at + name.length + 3, at + name.length + 140))?.[1];
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A user is a name, or a document with one. */
function userOf(value: unknown): string {
  return textOf(value) || textOf(recordOf(value)?.user);
}

function messageOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { errmsg, codeName } = recordOf(value) ?? {};
  return textOf(errmsg) || textOf(codeName);
}

function codeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const code = recordOf(value)?.code;
  return typeof code === 'number' ? code : undefined;
}
