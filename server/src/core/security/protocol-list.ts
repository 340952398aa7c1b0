import type { Config } from '../config/config.ts';
import { meantProtocol, protocolTokens, type ProtocolToken } from './protocols.ts';
import type { Setting } from '../config/setting.ts';
import { spansInValue, textStart } from '../config/value-span.ts';
import type { ServerVersion } from '../server/server-version.ts';
import type { Fix, Report } from '../findings/finding.ts';
import { quoted } from '../text/quoted.ts';

/**
 * Reports the entries of a list of protocols that the server does not know, each at its place. The fix writes the protocols that
 * were meant, where all entries tell.
 */
export function* unknownProtocols(
  config: Config,
  setting: Setting,
  version: ServerVersion,
  options: { allowNoPrefix: boolean },
): Iterable<Report> {
  const { text } = setting;
  if (text === undefined) return;
  const tokens = protocolTokens(text, version, options);
  const fix = correctedList(config, setting, tokens);
  const spanOf = spansInValue(config.text, setting);
  let isFirst = true;
  for (const token of tokens) {
    if (token.protocol) continue;
    const isLeadingComma = token.text === '';
    yield {
      span: spanOf(token.start, isLeadingComma ? token.start + 1 : token.end),
      message: messageFor(token, setting, config),
      ...(isLeadingComma || token.text.trim() === 'none' ? {} : { isUnknownWord: true }),
      ...(fix && isFirst ? { fix } : {}),
    };
    isFirst = false;
  }
}

function messageFor({ text }: ProtocolToken, { path, valueSpan }: Setting, config: Config): string {
  const known = 'TLS1_0, TLS1_1, TLS1_2 and TLS1_3';
  if (text === '')
    return `A comma at the beginning of ${path} makes an empty entry, and the server does not start.`;
  if (text.trim() === 'none')
    return `"none" must stand alone in ${path}; in a list the server does not know it.`;
  const why = text.trim() === text ? '' : '; blanks around the commas count as part of the word';
  return `${quoted(text, config.text, valueSpan)} is no protocol of ${path}: the server knows ${known}, in exactly this spelling${why}.`;
}

function correctedList(config: Config, setting: Setting, tokens: readonly ProtocolToken[]): Fix | undefined {
  const start = textStart(config.text, setting);
  if (start === undefined || setting.text === undefined) return undefined;
  const words: string[] = [];
  for (const { text, protocol } of tokens) {
    const word = protocol ? text : meantProtocol(text);
    if (word === undefined && text !== '') return undefined;
    if (word !== undefined) words.push(word);
  }
  const list = words.join(',');
  // a protocol that this release does not know yet stays wrong
  if (list === setting.text) return undefined;
  return {
    title: `Write ${list}`,
    safe: true,
    edits: [{ span: [start, start + setting.text.length], text: list }],
  };
}
