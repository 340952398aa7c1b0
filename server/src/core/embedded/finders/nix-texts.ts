import type { HostText } from '../finder.ts';
import type { Embedded } from '../host-file.ts';
import { indentedLines, LinePlace } from '../line-place.ts';
import { documentAt } from '../read-document.ts';
import { isConfiguration } from '../target.ts';

/** `name = ''` at the end of a line: an indented string of Nix. */
const opening = /([\w."-]{1,100})[ \t]*=[ \t]*''[ \t]*\r?\n/g;
/** Two quotes end it, unless what follows makes them an escape. */
const closing = /''(?!['$\\])/g;

/** Indented strings of Nix, as in `services.mongodb.extraConfig`; the module adds its own settings to them. */
export function* nixTexts(host: HostText): Iterable<Embedded> {
  if (!host.fileName.endsWith('.nix')) return;
  const { text } = host;
  let end = 0;
  for (const { 0: head, 1: name = '', index } of text.matchAll(opening)) {
    if (index < end) continue;
    const start = index + head.length;
    closing.lastIndex = start;
    const close = closing.exec(text)?.index;
    if (close === undefined) return;
    end = close;
    // the last line holds nothing but the end
    const stop = text.lastIndexOf('\n', close) + 1;
    if (stop <= start || text.slice(stop, close).trim() !== '') continue;
    const full = indentedLines(text, [start, stop], 0).filter(
      ({ from, to }) => text.slice(from, to).trim() !== '',
    );
    const depths = full.map(({ from, to }) => /^ */.exec(text.slice(from, to))?.[0].length ?? 0);
    const place = new LinePlace(text, indentedLines(text, [start, stop], Math.min(...depths, text.length)));
    if (!isConfiguration(place.text, /extraConfig|mongo/i.test(name) ? 1 : 2)) continue;
    yield documentAt('config', host.placeOf(place), { name, version: host.version, partial: true });
  }
}
