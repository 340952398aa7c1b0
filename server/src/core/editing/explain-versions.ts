import type { Facts } from '../facts/facts.ts';
import { plain } from './markdown.ts';
import type { Config } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import type { Rules } from '../linting/lint.ts';
import { verdictsOn, type Verdict } from '../linting/other-versions.ts';

/** What releases of the server make of a line as it stands, as Markdown; undefined where it is the same for all. */
export function explainVersions(
  setting: Setting,
  config: Config,
  facts: Facts,
  rules: Rules,
): string | undefined {
  const verdicts = verdictsOn(setting, config, facts, rules);
  if (verdicts.length === 0) return undefined;
  const ranges = new Map<string, string[]>();
  for (const verdict of verdicts) {
    const says = verdict.error
      ? `**error**: ${plain(verdict.error.message.replaceAll(/\s+/g, ' '))}`
      : 'no error';
    ranges.set(says, [...(ranges.get(says) ?? []), rangeOf(verdict)]);
  }
  const lines = [...ranges].map(([says, where]) => `- ${where.join('; ')}: ${says}`);
  return `**This line, by version**\n\n${lines.join('\n')}`;
}

function rangeOf({ since, until }: Verdict): string {
  if (since === undefined) return `before ${until ?? ''}`;
  return until === undefined ? `since ${since}` : `${since} until ${until}`;
}
