import type { Span } from '../text/span.ts';
import type { Config } from './config.ts';
import type { Setting } from './setting.ts';
import { spansInValue } from './value-span.ts';

/** One entry of `net.bindIp`, at its place. */
interface BindAddress {
  readonly setting: Setting;
  readonly text: string;
  readonly span: Span;
}

/** The entries of `net.bindIp`, without the spaces around them (server-behaviour.md N3). */
export function bindAddresses(config: Config): BindAddress[] {
  const setting = config.get('net.bindIp');
  if (setting?.text === undefined) return [];
  const spanOf = spansInValue(config.text, setting);
  let start = 0;
  return setting.text.split(',').flatMap((entry): BindAddress[] => {
    const text = entry.trim();
    const from = start + entry.indexOf(text);
    start += entry.length + 1;
    return text === '' ? [] : [{ setting, text, span: spanOf(from, from + text.length) }];
  });
}
