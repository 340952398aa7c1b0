import type { Config } from '../config/config.ts';
import { secretTexts, withoutSecrets } from '../config/secret-texts.ts';
import type { Finding, ShellCommand } from '../findings/finding.ts';
import { withTexts } from '../findings/with-texts.ts';

/** A finding that repeats no secret of the file. Edits stay in the file; a command would go elsewhere. */
export function discreet(finding: Finding, config: Config): Finding {
  if (secretTexts(config).length === 0) return finding;
  const quiet = (text: string): string => withoutSecrets(text, config);
  const { command, ...others } = withTexts(finding, quiet);
  const isQuiet = ({ text }: ShellCommand): boolean => quiet(text) === text;
  return { ...others, ...(command && isQuiet(command) ? { command } : {}) };
}
