import { code, escape } from './markdown.ts';

/** A Markdown report on files that were written, and on what to do then, a sentence each. */
export function filesReport(
  title: string,
  message: string,
  names: readonly string[],
  then: readonly string[] = [],
): string {
  const order =
    then.length === 0 ? [] : ['## What to do now', '', ...then.map((step) => `1. ${escape(step)}`), ''];
  const list = names.map((name) => `- ${code(name)}`);
  return [`# ${escape(title)}`, '', escape(message), '', ...order, '## Files', '', ...list, ''].join('\n');
}
