import { constraintsOf, named, present, verdictOf } from '../../core/config/constraints.ts';
import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Two settings exclude each other',
    citation:
      'src/mongo/util/options_parser/constraints.cpp, MutuallyExclusiveKeyConstraint, with `conflicts` of the IDL files; the option files of audit, encryptdb, kmip and snmp of MongoDB Enterprise',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    for (const { setting, constraint } of constraintsOf(config, facts, 'excludes')) {
      const { who, severity } = verdictOf(constraint, facts);
      for (const wanted of constraint.of) {
        const other = present(config, wanted);
        if (!other || !standTogether(config, other)) continue;
        const [first, second] = setting.span[0] < other.span[0] ? [setting, other] : [other, setting];
        yield {
          span: second.keySpan,
          severity,
          message: `${setting.path} cannot stand beside ${named(config, wanted)}; ${who} does not start with both.`,
          related: [{ span: first.keySpan, message: `${first.path} is here` }],
        };
      }
    }
  },
);
