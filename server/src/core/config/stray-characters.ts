import type { Setting } from './setting.ts';
import type { Span } from '../text/span.ts';
import type { WrittenLine } from './written-line.ts';

/** What follows the closing quote of a value on its line, as in `"/etc/ca.pem",`; undefined where the line has no closed quote. */
export function afterQuotes({ rest, restSpan }: WrittenLine): { text: string; span: Span } | undefined {
  const quote = rest.charAt(0);
  if (quote !== '"' && quote !== "'") return undefined;
  let close = rest.indexOf(quote, 1);
  // a backslash escapes in double quotes, a doubled quote in single ones
  while (close > 0 && (quote === '"' ? isEscaped(rest, close) : rest[close + 1] === "'"))
    close = rest.indexOf(quote, close + (quote === '"' ? 1 : 2));
  if (close < 0) return undefined;
  return { text: rest.slice(close + 1), span: [restSpan[0] + close + 1, restSpan[1]] };
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

/** Settings of free text whose values never end in a stray character either. */
const plainTexts = new Set([
  'replication.replSetName',
  'replication.replSet',
  'net.bindIp',
  'sharding.configDB',
  'security.ldap.servers',
]);

/** Whether a value is a path, a word, a number or a name, in which a comma, a quote or a `#` is nearly always a slip. */
export function isPlainValue({ option }: Setting): boolean {
  if (!option || option.secret) return false;
  return (
    option.isPath === true ||
    option.type !== 'string' ||
    option.values !== undefined ||
    plainTexts.has(option.path)
  );
}

/** Whether a value is a list parted by commas. */
export function isList({ option }: Setting): boolean {
  return (
    option?.valuesAreList === true ||
    /^(?:net\.bindIp|sharding\.configDB|security\.ldap\.servers)$/.test(option?.path ?? '')
  );
}
