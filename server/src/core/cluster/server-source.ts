import type { Facts } from '../facts/facts.ts';
import type { Config } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import type { Span } from '../text/span.ts';

/** One server of the workspace, wherever its configuration stands: a file of its own, or a part of another one. */
export interface ServerSource {
  /** The file to show, as the user names it. */
  readonly file: string;
  /** The names of its folders and its own, from the top of the disk or the workspace. */
  readonly path: readonly string[];
  /** How many of these the user named: what is below was found. */
  readonly given: number;
  readonly config: Config;
  readonly facts: Facts;
  /** Where the configuration is a part of another file: that text, and where a place of the configuration is in it. */
  readonly within?: { readonly text: string; readonly spanOf: (span: Span) => Span };
  /** What the surrounding file calls it, such as the name of a service. */
  readonly name?: string;
  /** The names that the surrounding file gives it on its network, the likely one first; what a comment or a script says goes before. */
  readonly hosts?: readonly string[];
  /** What names the project of compose that it belongs to; absent for all others. Two projects never share a set. */
  readonly project?: string;
}

/** The text that a server's places are in. */
export function shownText({ config, within }: ServerSource): string {
  return within?.text ?? config.text;
}

/** A place of a server's configuration in the file to show. */
function shownSpan({ within }: ServerSource, span: Span): Span {
  return within ? within.spanOf(span) : span;
}

/**
 * The place of the first of some settings that is there: its value, or its key where there is none. Of a path that no setting has,
 * such as `net.tls`, the first setting below it; without any, the first line that says something.
 */
export function placeOf(source: ServerSource, canonicals: readonly string[]): Span {
  const { config } = source;
  for (const canonical of canonicals) {
    const setting = config.get(canonical) ?? firstBelow(config, canonical);
    if (!setting) continue;
    const { valueSpan, keySpan } = setting;
    const isWhole = setting.canonical === canonical || setting.canonical.startsWith(`${canonical}[`);
    return shownSpan(source, isWhole && valueSpan[0] < valueSpan[1] ? valueSpan : keySpan);
  }
  const first = config.settings[0];
  if (first) return shownSpan(source, first.keySpan);
  const start = /\S/.exec(config.text)?.index ?? 0;
  const end = /$/m.exec(config.text.slice(start))?.index ?? 0;
  return shownSpan(source, [start, start + end]);
}

function firstBelow({ settings }: Config, canonical: string): Setting | undefined {
  return settings.find(
    (setting) =>
      setting.canonical.startsWith(`${canonical}.`) || setting.canonical.startsWith(`${canonical}[`),
  );
}
