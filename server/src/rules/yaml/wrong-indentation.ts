import { wrongIndentation } from '../../core/fixing/wrong-indentation.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'writing',
    summary: 'Lines that are indented too much or too little for the section they belong under',
    citation:
      'src/mongo/util/options_parser/options_parser.cpp, parseYAMLConfigFile and addYAMLNodesToEnvironment',
    formats: ['yaml'],
  },
  function* (config) {
    const wrong = wrongIndentation(config);
    if (!wrong) return;
    const { span, lines, missing, section, edits } = wrong;
    const spaces = `${String(Math.abs(missing))} ${Math.abs(missing) === 1 ? 'space' : 'spaces'}`;
    const what =
      lines === 1 ? 'This line is' : `This line and the ${lines === 2 ? 'one' : String(lines - 1)} below are`;
    const place = section === '' ? 'at the top level' : `under ${section}`;
    yield {
      span,
      message: `${what} indented ${spaces} too ${missing > 0 ? 'little' : 'much'} to belong ${place}. The server does not start.`,
      fix: {
        title: `Indent ${lines === 1 ? 'the line' : 'the lines'} ${spaces} ${missing > 0 ? 'more' : 'less'}`,
        safe: false,
        edits,
      },
    };
  },
);
