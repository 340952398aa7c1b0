import { replaceValue } from '../../core/fixing/edits.ts';
import { accessControl } from '../../core/security/cluster-auth.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { sameLetters } from '../../core/text/same-letters.ts';
import { hasReached } from '../../core/server/server-version.ts';
import { quoted } from '../../core/text/quoted.ts';

const words = ['enabled', 'disabled'] as const;

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'Authorization is neither enabled nor disabled',
    citation: 'src/mongo/db/mongod_options_general.idl and mongod_options.cpp, security.authorization',
    programs: ['mongod'],
    formats: ['yaml'],
    needs: ['security.authorization'],
  },
  function* (config, facts) {
    const setting = config.get('security.authorization');
    const text = setting?.text;
    if (!setting || text === undefined || words.some((word) => word === text)) return;
    const meant = sameLetters(text, words);
    const fix = meant && {
      title: `Write ${meant}`,
      safe: meant === 'disabled',
      edits: [replaceValue(config, setting, meant)],
    };
    // any case passes, but nothing else does
    if (text.toLowerCase() !== meant || !hasReached(facts.serverVersion, '4.2')) {
      yield {
        span: setting.valueSpan,
        isUnknownWord: true,
        message: `${quoted(text, config.text, setting.valueSpan)} is not a value of security.authorization; the server knows enabled and disabled, in exactly this spelling.`,
        ...(fix ? { fix } : {}),
      };
      return;
    }
    const isOn = accessControl(config) === true;
    if (meant === 'disabled' && isOn) return;
    yield {
      span: setting.valueSpan,
      severity: 'warning',
      message: `Only "${meant}" in lower case is known: with ${quoted(text, config.text, setting.valueSpan)} ${consequence(meant, isOn)}.`,
      ...(fix ? { fix } : {}),
    };
  },
);

function consequence(meant: (typeof words)[number], isOn: boolean): string {
  if (meant === 'disabled') return 'access control is off too, and the server warns at each start that it is';
  return isOn
    ? 'nothing is switched on, and access control is on for another reason here'
    : 'the server starts, and anyone may do anything';
}
