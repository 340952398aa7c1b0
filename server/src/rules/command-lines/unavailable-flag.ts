import { iniOnlyNamed, optionByFlag, unavailable, type Unavailable } from '../../core/catalogue/catalogue.ts';
import { unknownIniName } from '../../core/names/ini-names.ts';
import { platformOf } from '../../core/config/platform.ts';
import { removalOf, removalSeverity } from '../../core/names/removal.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { formatVersion, type VersionBound } from '../../core/server/server-version.ts';
import { targetOf, type Target } from '../../core/catalogue/vocabulary.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A command line has a flag of another release or of another program',
    citation:
      'src/mongo/util/options_parser/options_parser.cpp, "Error parsing command line: unrecognised option"',
    formats: ['flags'],
  },
  function* (config, facts) {
    const target = { ...targetOf(config.program, facts), platform: platformOf(config, facts) };
    let last = -1;
    for (const { path, keySpan, isParameter, canonical } of config.settings) {
      // logpath makes two settings; those of TLS have a rule of their own: unknown-tls-flag
      if (isParameter || keySpan[0] === last || /^net\.(?:tls|ssl)\./.test(canonical)) continue;
      last = keySpan[0];
      if (config.isConditional(keySpan[0])) continue;
      const { reason, removed } = whyUnknown(path.slice(2), target);
      const version = formatVersion(facts.serverVersion);
      if (reason === 'removed' && removed !== undefined) {
        const severity = removalSeverity(removed, facts);
        yield {
          span: keySpan,
          severity,
          message: `${path} was removed in MongoDB ${String(removed)}${severity === 'warning' ? ': from that version on' : ';'} the server does not start with it.`,
        };
      } else if (reason === 'not-yet') {
        yield {
          span: keySpan,
          message: `MongoDB ${version} does not know ${path} yet; the server does not start with it.`,
        };
      } else if (reason === 'other-program') {
        yield {
          span: keySpan,
          message: `${config.program} does not know ${path}, and does not start with it.`,
        };
      }
    }
  },
);

/** Why a server does not take a flag that another one takes. */
function whyUnknown(
  flag: string,
  target: Target,
): { readonly reason?: Unavailable; readonly removed?: VersionBound | undefined } {
  const named = optionByFlag(flag);
  if (named) {
    const reason = unavailable(named, target);
    return reason ? { reason, removed: reason === 'removed' ? removalOf([named]) : undefined } : {};
  }
  const unknown = iniOnlyNamed(flag) ? unknownIniName(flag, target) : undefined;
  return unknown?.kind === 'unavailable' ? unknown : {};
}
