import { targetFor } from '../../core/config/platform.ts';
import { iniOnlyNamed, optionByFlag, unavailable } from '../../core/catalogue/catalogue.ts';
import { unknownIniName } from '../../core/names/ini-names.ts';
import { removalSeverity } from '../../core/names/removal.ts';
import {
  knownElsewhere,
  unavailableSentence,
  type UnavailableHere,
} from '../../core/names/unavailable-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { type Target } from '../../core/catalogue/vocabulary.ts';

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
    const target = targetFor(config, facts);
    let last = -1;
    for (const { path, keySpan, isParameter, canonical } of config.settings) {
      // logpath makes two settings; those of TLS have a rule of their own: unknown-tls-flag
      if (isParameter || keySpan[0] === last || /^net\.(?:tls|ssl)\./.test(canonical)) continue;
      last = keySpan[0];
      if (config.isConditional(keySpan[0])) continue;
      const why = whyUnknown(path.slice(2), target);
      if (!why || why.reason === 'other-platform' || why.reason === 'other-edition') continue;
      const severity = why.removed === undefined ? 'error' : removalSeverity(why.removed, facts);
      yield {
        span: keySpan,
        severity,
        message: unavailableSentence(path, why, target, severity === 'warning'),
      };
    }
  },
);

/** Why a server does not take a flag that another one takes. */
function whyUnknown(flag: string, target: Target): UnavailableHere | undefined {
  const named = optionByFlag(flag);
  if (named) {
    const reason = unavailable(named, target);
    return reason && knownElsewhere(reason, [named]);
  }
  const unknown = iniOnlyNamed(flag) ? unknownIniName(flag, target) : undefined;
  return unknown?.kind === 'unavailable' ? unknown : undefined;
}
