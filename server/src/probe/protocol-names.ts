const textual: readonly (readonly [RegExp, string])[] = [
  [/^SSH-\d/, 'an SSH server'],
  [/^HTTP\/\d|^<!doctype|^<html/i, 'an HTTP server'],
  [/^-(?:ERR|NOAUTH|DENIED|MISCONF|LOADING)\b|^\+PONG/, 'a Redis server'],
  [/^220[ -].*(?:FTP|FileZilla)/i, 'an FTP server'],
  [/^220[ -]/, 'a mail server (SMTP)'],
  [/^\* (?:OK|BYE|PREAUTH)/, 'a mail server (IMAP)'],
  [/^\+OK/, 'a mail server (POP3)'],
  [/^AMQP/, 'an AMQP broker, such as RabbitMQ'],
  [/^RFB \d/, 'a VNC server'],
  [/^(?:ERROR|CLIENT_ERROR)\b/, 'a memcached server'],
  [/^\{"(?:name|error|version)"/, 'a server that speaks JSON'],
];

/** What speaks such a first answer; undefined where it is nothing known. */
export function protocolOf(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.subarray(0, 300)).toString('latin1');
  // mongod says so to a browser
  if (text.includes('MongoDB over HTTP')) return undefined;
  const known = textual.find(([pattern]) => pattern.test(text.trimStart()))?.[1];
  if (known !== undefined) return known;
  // a packet of MySQL: three bytes of length, a number, then protocol version 10 and the server's, or an error
  if (bytes.length > 5 && (bytes[3] ?? 1) < 2 && (bytes[4] === 0x0a || bytes[4] === 0xff))
    if (bytes[4] === 0xff || /^\d+\.\d+/.test(text.slice(5))) return 'a MySQL or MariaDB server';
  if (/^E\0\0.{2}S(?:FATAL|ERROR)/s.test(text)) return 'a PostgreSQL server';
  return undefined;
}
