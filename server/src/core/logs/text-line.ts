import type { LogEvent } from './log-event.ts';

/**
 * The line of a release before 4.4: time, from 3.0 on severity and component, the thread in brackets, the message. The time is
 * ISO 8601, or that of ctime in 2.4.
 */
const shape =
  /^(?:\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d{4})|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:.]{8,15}) (?:([FEWI]|D\d?) {1,3}([A-Z_]{2,12}|-) {1,10})?\[([^\]]{1,80})\] (.*)$/;

interface Wording {
  readonly id: number;
  readonly pattern: RegExp;
  /** Only lines of this severity; others have the pattern too. */
  readonly severity?: string;
}

/** What a message said before it had an id (the sources of 2.6 to 4.2). The first that fits counts. Group `peer`: the other end. */
const wordings: readonly Wording[] = [
  { id: 20574, pattern: /^Failed global initialization: / },
  { id: 23255, pattern: /no SSL certificate provided by peer; connection rejected/ },
  { id: 23234, pattern: /no SSL certificate provided by peer/ },
  { id: 23235, severity: 'W', pattern: /^SSL peer certificate validation failed/ },
  {
    id: 22988,
    pattern: /^Error receiving request from client: .{0,2000}Ending connection from (?<peer>\S{1,100})/,
  },
  { id: 23256, pattern: /SSL peer certificate validation failed/ },
  { id: 23238, severity: 'W', pattern: /^The server certificate does not match the (?:remote )?host name/ },
  { id: 23257, pattern: /The server certificate does not match the (?:remote )?host name/ },
  {
    id: 23838,
    pattern:
      /^SSL mode is set to '?preferred'? and connection \d{1,12} to (?<peer>\S{1,100}) is not using SSL/,
  },
  { id: 23236, pattern: /^(?:Client|Peer) .{0,100}(?:using|with) the server's (?:own )?certificate/ },
  { id: 23785, pattern: /^Server certificate is now invalid/ },
  { id: 23786, pattern: /^Server certificate will expire on/ },
  { id: 28652, pattern: /The provided SSL certificate is expired or not yet valid/ },
  { id: 23248, pattern: /^cannot (?:read|open) certificate file/ },
  { id: 23251, pattern: /^cannot read PEM key file/ },
  { id: 23252, pattern: /^cannot use PEM key file/ },
  { id: 23253, pattern: /^SSL certificate validation failed/ },
  { id: 23254, pattern: /^cannot read CRL file/ },
  { id: 20108, pattern: /transitionToAuth mode/ },
  { id: 20117, pattern: /^can't authenticate to (?<peer>\S{1,200}) as internal user/ },
  {
    id: 20249,
    pattern:
      /^\S{1,30} authentication failed for (?<user>\S{1,200}) on \S{1,100} from client (?<peer>\S{1,100})/,
  },
  {
    id: 20428,
    pattern:
      /^Failed to authenticate (?<user>\S{1,1000}) from client (?<peer>\S{1,100}) with mechanism MONGODB-X509/,
  },
  {
    id: 20430,
    pattern: /^Client isn't a mongod or mongos, but is connecting with a certificate with cluster membership/,
  },
  { id: 20250, pattern: /^Successfully authenticated as principal/ },
  { id: 20255, pattern: /^security key in .{1,1000} has length/ },
  { id: 20258, pattern: /^Only two keys are supported|^more than two keys/i },
  {
    id: 20254,
    pattern:
      /^(?:permissions on .{1,1000} are too open|error opening file: |invalid char in key file|error (?:getting|reading) file|Read security file failed)/,
  },
  { id: 21209, pattern: /^couldn't check isSelf \((?<peer>[^)]{1,200})\)/ },
  { id: 21216, pattern: /^Member (?<peer>\S{1,200}) is now in state (?:RS_)?DOWN/ },
  { id: 23974, pattern: /^(?:Heartbeat to (?<peer>\S{1,200}) failed after|Error in heartbeat request to )/ },
  { id: 22132, pattern: /No (?:client|SSL) certificate validation can be performed/ },
  { id: 22120, pattern: /Access control is not enabled for the database/ },
  { id: 22140, pattern: /This server is bound to localhost/ },
  { id: 23285, pattern: /^Automatically disabling TLS 1\.0/ },
  { id: 23218, pattern: /^Accepted connection with TLS Version \S{1,10} from connection (?<peer>\S{1,100})/ },
  { id: 21951, pattern: /^options: \{/ },
  { id: 23263, pattern: /^SSL: error:|^SSL: / },
];

/** A word that each wording has: lines without one are passed over. */
export const telling =
  /SSL|TLS|ertificate|PEM key|CRL file|uthenticat|security key|security file|key file|keys are|internal user|transitionToAuth|eartbeat|isSelf|DOWN|global init|options: \{|bound to localhost|Access control|permissions on|error opening|rror parsing|nrecognized option|ccurrences of option|not allowed when|unsupported value|uplicate key|No map found|BadValue/;

/** Reads a line of a release before 4.4; undefined where it says nothing that is known. */
export function readTextLine(line: string): LogEvent | undefined {
  const parts = shape.exec(line);
  if (!parts) return undefined;
  const [, severity, component, context, message = ''] = parts;
  const text = message.replace(/^\*\* (?:WARNING: )?\s{0,20}/, '');
  for (const wording of wordings) {
    if (wording.severity !== undefined && wording.severity !== severity) continue;
    const found = wording.pattern.exec(text);
    if (!found) continue;
    const { peer, user } = found.groups ?? {};
    const other = peer ?? /Error in heartbeat request to (\S{1,200}?)[;,]/.exec(text)?.[1];
    return {
      id: wording.id,
      ...(severity === undefined ? {} : { severity }),
      ...(component === undefined ? {} : { component }),
      ...(context === undefined ? {} : { context }),
      error: text,
      ...(other === undefined ? {} : { peer: other }),
      ...(user === undefined ? {} : { user: user.split('@', 1)[0] ?? user }),
    };
  }
  return undefined;
}
