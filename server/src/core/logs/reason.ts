import type { LogEvent } from './log-event.ts';

/** Why it happened, told from the error of a line: more exact than what is true for all lines of an id. */
export interface Reason {
  /** Tells reasons of one id apart. */
  readonly key: string;
  readonly cause: string;
  /** Canonical paths; absent where those of the message hold. */
  readonly settings?: readonly string[];
}

interface Known extends Reason {
  readonly pattern: RegExp;
}

const trust = ['net.tls.CAFile', 'net.tls.clusterCAFile'];
const identity = ['net.tls.certificateKeyFile', 'net.tls.clusterFile'];
const secret = ['security.keyFile', 'security.clusterAuthMode'];

/** Texts of mongod and of OpenSSL, the more exact ones first. */
const known: readonly Known[] = [
  {
    key: 'plain-text-client',
    pattern: /only allow SSL connections/i,
    cause:
      'A client or member without TLS connected to a server with requireTLS. Give it TLS options, or go back to preferTLS until all have them.',
    settings: ['net.tls.mode'],
  },
  {
    key: 'tls-not-enabled',
    pattern: /started without SSL support/i,
    cause: 'A client or member with TLS connected to a server whose net.tls.mode is disabled or not set.',
    settings: ['net.tls.mode'],
  },
  {
    key: 'no-certificate',
    pattern: /no SSL certificate provided by peer|peer did not return a certificate/i,
    cause:
      'The peer sent no certificate, although a CA is configured and allowConnectionsWithoutCertificates is false. A member does so with tlsWithholdClientCertificate.',
    settings: [
      ...trust,
      'net.tls.allowConnectionsWithoutCertificates',
      'setParameter.tlsWithholdClientCertificate',
    ],
  },
  {
    key: 'alert-from-client',
    pattern:
      /alert (?:unknown ca|bad certificate|certificate unknown|certificate expired|certificate revoked)/i,
    cause:
      'A client refused this server and said so with a TLS alert. It is a driver, shell or proxy, not a member: members never send these alerts. Compare its CA file and the host name it uses with this server’s certificate.',
    settings: ['net.tls.certificateKeyFile'],
  },
  {
    key: 'expired',
    pattern: /certificate has expired/i,
    cause: 'The peer’s certificate, or a CA of its chain, has expired. Renew it.',
    settings: [...identity, ...trust],
  },
  {
    key: 'not-yet-valid',
    pattern: /certificate is not yet valid/i,
    cause: 'The peer’s certificate is not valid yet: compare the clocks of both machines.',
    settings: identity,
  },
  {
    key: 'wrong-purpose',
    pattern: /(?:unsupported|inappropriate|unsuitable) certificate purpose/i,
    cause:
      'The peer’s certificate is not issued for this use: for outgoing connections it needs clientAuth, for incoming ones serverAuth, in its extended key usage.',
    settings: identity,
  },
  {
    key: 'revoked',
    pattern: /certificate revoked/i,
    cause: 'The revocation list names the peer’s certificate. Issue a new one.',
    settings: ['net.tls.CRLFile'],
  },
  {
    key: 'crl',
    pattern: /\bCRL\b/,
    cause:
      'The revocation list does not cover the issuer of the peer’s certificate, or it has expired. CRLFile needs a current list of every CA of the chain.',
    settings: ['net.tls.CRLFile'],
  },
  {
    key: 'weak',
    pattern: /too (?:weak|small)|ca md/i,
    cause:
      'A key or signature in the chain is too weak for the security level of this machine’s OpenSSL. Issue stronger certificates.',
    settings: identity,
  },
  {
    key: 'unknown-ca',
    pattern: /unable to get (?:local )?issuer|self[- ]signed certificate|unable to verify the first/i,
    cause:
      'CAFile, or clusterCAFile for incoming connections, lacks the CA that issued the peer’s certificate, or the peer does not send an intermediate.',
    settings: trust,
  },
  {
    key: 'protocol',
    pattern:
      /unsupported protocol|version too low|wrong version number|no protocols available|protocol version|wrong ssl version/i,
    cause: 'The two sides have no TLS version in common, or one of them does not speak TLS.',
    settings: ['net.tls.disabledProtocols', 'net.tls.mode'],
  },
  {
    key: 'cipher',
    pattern: /no shared cipher|handshake failure/i,
    cause: 'The two sides have no cipher in common.',
    settings: ['setParameter.opensslCipherConfig', 'setParameter.opensslCipherSuiteConfig'],
  },
  {
    key: 'http',
    pattern: /http request/i,
    cause: 'Somebody sent HTTP to the port, for example a health check or a browser.',
    settings: [],
  },
  {
    key: 'open-to-others',
    pattern: /too open/i,
    cause: 'The file is open to its group or to others. chmod 400 closes it.',
    settings: ['security.keyFile'],
  },
  {
    key: 'not-opened',
    pattern: /error opening file|No such file|Permission denied/i,
    cause: 'The file is not there, or the user that runs the server may not read it.',
  },
  {
    key: 'bad-character',
    pattern: /invalid char/i,
    cause: 'The keyfile holds a character outside the base64 set.',
    settings: ['security.keyFile'],
  },
  {
    key: 'member-login',
    pattern: /AuthenticationFailed|UserNotFound|Authentication failed/i,
    cause:
      'A login between members failed: the keyfiles have no key in common, clusterAuthMode is more than one step apart, or a certificate does not make its holder a member.',
    settings: [...secret, 'net.tls.clusterFile'],
  },
  {
    key: 'closed',
    pattern: /stream truncated|short read|Connection (?:closed|reset)|closed by peer|HostUnreachable/i,
    cause: 'The other side closed the connection during the handshake: its log of the same second says why.',
  },
];

/** The reason that a line gives; undefined where its error is none that is known. */
export function reasonOf(event: LogEvent): Reason | undefined {
  const { user, code, error } = event;
  if (event.id === 20249 || event.id === 5286307 || event.id === 20428) {
    if (user === '__system') {
      return {
        key: 'member',
        cause:
          'The user __system is another member. Its keyfile has no key in common with this server’s, or clusterAuthMode is more than one step apart.',
        settings: secret,
      };
    }
    if (event.id !== 20428) {
      return { key: 'user', cause: 'A user’s name, password or database is wrong.', settings: [] };
    }
  }
  const text = code === 18 || code === 11 ? `${error} AuthenticationFailed` : error;
  return known.find(({ pattern }) => pattern.test(text));
}

/** Whether an error is about TLS or a login, in lines that tell of any broken connection. */
export function concernsSecurity({ error, code }: LogEvent): boolean {
  if (code === 141 || code === 140 || code === 18 || code === 11 || code === 13) return true;
  return /SSL|TLS|certificate|uthenticat|stream truncated|short read|HandshakeFailed/.test(error);
}
