import type { FileKind } from '../embedded/host-file.ts';
import type { Platform } from '../server/server-kind.ts';
import { decode, decodeText } from '../text/decode-text.ts';

/**
 * Turns the bytes of a configuration into text as the server does (src/mongo/util/options_parser/options_parser.cpp, readRawFile;
 * server-behaviour.md P2): UTF-8, and on Windows UTF-16 with its byte order mark. Other UTF-16 shows as NUL bytes, which the server refuses.
 */
export function decodeConfig(bytes: Uint8Array, platform: Platform): string {
  if (platform === 'windows' && bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le');
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Turns the bytes of a document into text as what reads files of its kind does; undefined for a kind that is yet to be told. */
export function decodeDocument(bytes: Uint8Array, kind: FileKind | undefined, platform: Platform): string {
  if (kind === 'keyfile') return decodeText(bytes);
  // OpenSSL reads no UTF-16
  return decodeConfig(bytes, kind === 'pem' ? 'linux' : platform);
}
