import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-escape', {
  valid: [
    'a: "\\t\\x41\\u00e9\\U0001F600\\0\\e\\N\\_\\L\\P\\/"\n',
    "a: 'C:\\data'\n",
    'a: C:\\data\n',
    'a: "folded \\\n  line"\n',
  ],
  invalid: [
    {
      text: 'storage:\n  dbPath: "C:⟦\\d⟧ata\\db" # here\n',
      fixed: "storage:\n  dbPath: 'C:\\data\\db' # here\n",
      message: 'single quotes',
    },
    { text: 'a: "it\'s ⟦\\q⟧"\n', fixed: "a: 'it''s \\q'\n" },
    { text: 'a: "C:\\\\data⟦\\d⟧b"\n', fixed: 'a: "C:\\\\data\\\\db"\n' },
    { text: 'a: "⟦\\x⟧4"\n', fixed: "a: '\\x4'\n", message: 'two hexadecimal digits' },
    { text: 'a: "⟦\\u⟧D800"\n', fixed: "a: '\\uD800'\n" },
    // one fault after the other
    { text: 'a: "⟦\\d⟧"\nb: "\\e\\q"\n', fixed: "a: '\\d'\nb: '\\e\\q'\n" },
    { text: 'a: "x\n  ⟦\\d⟧"\n', fixed: 'a: "x\n  \\\\d"\n' },
  ],
});
