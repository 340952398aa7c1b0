import { hasReached, type ServerVersion } from '../server/server-version.ts';

/** The TLS versions a server can be told about. */
export const tlsProtocols = ['TLS1_0', 'TLS1_1', 'TLS1_2', 'TLS1_3'] as const;
export type TlsProtocol = (typeof tlsProtocols)[number];

/** One entry of a comma-separated list, with its place in the value's text. */
export interface ProtocolToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** undefined where the server does not know the word. */
  readonly protocol?: TlsProtocol;
}

/** Whether a release knows TLS1_3 in its lists. */
export function knowsTls13(version: ServerVersion): boolean {
  return hasReached(version, ['3.6.9', '4.0.4', '4.2']);
}

/**
 * Splits a list as the server does (src/mongo/util/text.cpp, StringSplitter): nothing is trimmed, repeated commas and one at the
 * end count for nothing, a comma at the very beginning makes an empty first entry.
 */
export function protocolTokens(
  text: string,
  version: ServerVersion,
  options: { allowNoPrefix: boolean },
): ProtocolToken[] {
  const tokens: ProtocolToken[] = [];
  for (const match of text.matchAll(/[^,]+|^(?=,)/g)) {
    const word = match[0];
    const name = options.allowNoPrefix ? word.replace(/^no(?=TLS)/, '') : word;
    const protocol = tlsProtocols.find(
      (known) => known === name && (known !== 'TLS1_3' || knowsTls13(version)),
    );
    tokens.push({
      text: word,
      start: match.index,
      end: match.index + word.length,
      ...(protocol ? { protocol } : {}),
    });
  }
  return tokens;
}

/**
 * The protocols a server has switched off, by the text of net.tls.disabledProtocols; an absent setting means the default: TLS 1.0
 * from 4.0 on, TLS 1.0 and 1.1 from 8.3 on (MongoDB Manual), none before. Of 8.1 and 8.2 it is not established and TLS 1.1 counts as
 * switched off, so that nobody is told otherwise. undefined where an entry is wrong.
 */
export function disabledProtocols(
  text: string | undefined,
  version: ServerVersion,
): ReadonlySet<TlsProtocol> | undefined {
  if (text === undefined) {
    if (hasReached(version, '8.1')) return new Set(['TLS1_0', 'TLS1_1']);
    return new Set(hasReached(version, '4.0') ? ['TLS1_0'] : []);
  }
  if (text === 'none') return new Set();
  const tokens = protocolTokens(text, version, { allowNoPrefix: true });
  const found = tokens.flatMap(({ protocol }) => protocol ?? []);
  return found.length === tokens.length ? new Set(found) : undefined;
}

/** The protocol a misspelled word means: `TLSv1.2`, `tls1_2`, `TLS 1.2` and blanks around it. */
export function meantProtocol(word: string): TlsProtocol | undefined {
  const match = /^(?:no)?tls[\s_-]*(?:v[\s_-]*)?1(?:[._-]?([0-3]))?$/i.exec(word.trim());
  return match ? tlsProtocols[Number(match[1] ?? 0)] : undefined;
}
