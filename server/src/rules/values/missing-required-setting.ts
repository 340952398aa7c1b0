import { targetFor } from '../../core/config/platform.ts';
import { constraintsOf, isMissing, named, partsOf, verdictOf } from '../../core/config/constraints.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { vocabularyOf } from '../../core/catalogue/vocabulary.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'A setting needs another one, which is missing',
    citation:
      'src/mongo/util/options_parser/constraints.cpp, RequiresOtherKeyConstraint, with `requires` of the IDL files; the option files of audit, encryptdb and kmip of MongoDB Enterprise',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const known = vocabularyOf(targetFor(config, facts)).paths;
    const reported = new Set<string>();
    for (const { setting, constraint } of constraintsOf(config, facts, 'needs')) {
      const { of, when } = constraint;
      const about = [setting.canonical, ...of.map((wanted) => partsOf(wanted).path)].join(' ');
      if (reported.has(about) || !of.every((wanted) => isMissing(config, wanted))) continue;
      reported.add(about);
      const { who, severity } = verdictOf(constraint, facts);
      const others = of.filter((wanted) => known.has(partsOf(wanted).path));
      yield {
        span: when === undefined ? setting.keySpan : setting.span,
        severity,
        message: `${setting.path}${when === undefined ? '' : ` ${when}`} needs ${others.map((wanted) => named(config, wanted)).join(' or ')}; ${who} does not start without${unlessFlag(config, facts, ...others.map((wanted) => partsOf(wanted).path))}.`,
      };
    }
  },
);
