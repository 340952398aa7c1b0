import { testRule } from '../../support/rule-tester.ts';

const long = 'a'.repeat(1024);

testRule('bad-key-character', {
  valid: [
    'foop de doop\n',
    'G92sqe/Y9Nn92fU1M8Q=cIKI',
    'G 9\n2\ts\rq\ne\n/\tY   9\rN\nn\r\n9\n2fU1M8Q=cIKI',
    '"G 9\\n2\\ts\\rq\\x41"',
    "- 'abc def'\n- [ghijkl]\n",
    '|\n  abc\n  def\n',
    '# comment\nabcdef # more\n',
    '\uFEFFabcdef\n',
    { text: 'abc def\r\n', version: '4.0' },
  ],
  invalid: [
    { text: 'my⟦-⟧secret⟦_⟧key\n', message: 'A hyphen may not stand', fixed: 'my+secret/key\n' },
    { text: 'abc⟦..⟧def⟦é⟧\n', message: 'A dot', fixed: 'abcdef\n' },
    { text: '"ab\\tc⟦\\x2d⟧def"\n', message: 'A hyphen', fixed: '"ab\\tcdef"\n' },
    { text: '"ab⟦\\"⟧cdefg"\n', message: 'A quotation mark', fixed: '"abcdefg"\n' },
    { text: '"abc\\\n  def⟦\\u00e9⟧g"\n', message: 'U+00E9, outside ASCII', fixed: '"abc\\\n  defg"\n' },
    { text: "'abc⟦''⟧def'\n", message: 'A quotation mark', fixed: "'abcdef'\n" },
    { text: 'abc\n  def\n\n g⟦-⟧h\n', fixed: 'abc\n  def\n\n g+h\n' },
    { text: '>-\n  abc⟦-⟧def\n  gh⟦_⟧\n', fixed: '>-\n  abc+def\n  gh/\n' },
    { text: '- abcdef\n- - ghi⟦,⟧jkl\n', fixed: '- abcdef\n- - ghijkl\n' },
    { text: 'abcdef\n⟦-⟧ ghijkl\n', message: 'A hyphen', fixed: 'abcdef\n ghijkl\n' },
    { text: 'abc⟦\u00A0⟧def\n', message: 'A no-break space', fixed: 'abcdef\n' },
    { text: 'abc⟦\u2003⟧def\n', message: 'A space of another kind (U+2003)', fixed: 'abcdef\n' },
    { text: 'abc⟦\x07⟧def\n', version: '4.0', message: 'control character U+0007', fixed: 'abcdef\n' },
    { text: 'abc⟦😀⟧def\n', message: 'U+1F600', fixed: 'abcdef\n' },
    { text: 'pass⟦!⟧word⟦$⟧\n', message: 'An exclamation mark', fixed: 'password\n' },
    { text: '⟦-⟧ abcdef\n', version: '4.0', fixed: ' abcdef\n' },
    { text: '⟦#⟧ key\nabcdef\n', version: '3.6', message: 'A hash sign', fixed: 'abcdef\n' },
    { text: 'abcd ⟦#⟧ key\n', version: '3.6', fixed: 'abcd  key\n' },
    { text: '⟦\uFEFF⟧abcdef\n', version: '4.0', message: 'byte order mark', fixed: 'abcdef\n' },
    { text: '⟦"⟧abcdef⟦"⟧\n', version: '4.0', fixed: 'abcdef\n' },
    // without it the key is too short
    { text: 'abcde⟦^⟧\n', message: 'A caret' },
  ],
});

testRule('bad-key-length', {
  valid: ['a b c d e f\n', long, `abcdef${'\n'.repeat(70_000)}`, { text: '', version: '4.2' }],
  invalid: [
    { text: '⟦a b c d e⟧\n', message: 'has 5 characters' },
    { text: `⟦${long}a⟧\n`, message: 'at most 1024' },
    { text: `⟦${'a'.repeat(200)}⟧${'a'.repeat(999_800)}\n`, message: 'This text has 1000000 characters' },

    { text: '- abcdef\n- ⟦a⟧\n', message: '1 character without' },
    { text: '⟦""⟧\n', message: '0 characters' },
    { text: '⟦⟧', version: '4.0', message: '0 characters' },
    { text: '⟦abc⟧\n# too short\ndefghi\n' },
  ],
});

testRule('too-many-keys', {
  valid: [
    '- abcdef\n- ghijkl\n',
    '[[abcdef], [[ghijkl]]]\n',
    { text: '- abcdef\n- b\n- c\n', version: '4.0' },
  ],
  invalid: [
    {
      text: '- abcdef\n- ghijkl\n- ⟦mnopqr⟧\n',
      message: 'There are 3 keys',
      fixed: '- abcdef\n- ghijkl\n',
    },
    { text: '[[abcdef, [ghijkl]], ⟦mnopqr⟧, stuvwx]\n', message: 'There are 4 keys' },
  ],
});

testRule('key-file-without-key', {
  valid: [
    'nullnull\n',
    '"null"\n',
    '-abcdef\n',
    { text: '', version: '4.0' },
    'a:bcdef\n',
    // what a template puts in is the key
    '{{ mongodb_key }}\n',
    '<%= @key %>\n',
  ],
  invalid: [
    { text: '⟦⟧' },
    { text: '⟦⟧# only a comment\n' },
    { text: '⟦~⟧\n' },
    { text: '⟦null⟧\n' },
    { text: '⟦[]⟧\n', message: 'empty' },
    { text: '⟦key⟧: value\n', message: 'map' },
    { text: '⟦key⟧: abcdef\n', fixed: 'abcdef\n' },
    { text: '⟦a⟧: abcdef\nb: ghijkl\n', message: 'map' },
    { text: '- abcdef\n- ⟦key⟧: value2\n', message: 'map', fixed: '- abcdef\n- value2\n' },
    { text: '- abcdef\n- ⟦~⟧\n', message: 'empty' },
  ],
});

testRule('key-file-not-yaml', {
  // a quotation mark that the end of the last line leaves open is no fault to the server's reader
  valid: ['abcdef\n', '"abcdef\n', { text: '*abcdef\n', version: '4.0' }],
  invalid: [
    { text: '⟦*xjy23`~/?⟧', message: 'an asterisk begins something else', fixed: 'xjy23/' },
    { text: '⟦"abcdef⟧', message: 'a quotation mark', fixed: 'abcdef' },
    { text: '⟦[abcdef⟧\n', message: 'a square bracket [', fixed: 'abcdef\n' },
    { text: '- abcdef\n- ⟦*ghijkl⟧\n', message: 'an asterisk', fixed: '- abcdef\n- ghijkl\n' },
  ],
});

testRule('pem-in-key-file', {
  valid: ['abcdef\n'],
  invalid: [
    { text: '⟦-----BEGIN CERTIFICATE-----⟧\nMIIB\n-----END CERTIFICATE-----\n' },
    { text: '⟦-----BEGIN PRIVATE KEY-----⟧\nMIIB\n', version: '4.0' },
  ],
});

testRule('key-file-not-read-to-end', {
  valid: [
    'abc\ndef\n# end\n',
    '# begin\nabcdef\n',
    '- abcdef\n# between\n- ghijkl\n',
    'abcdef\n---\n',
    'abcdef\n...\n',
    { text: 'abc\n# x\ndef', version: '4.0' },
  ],
  invalid: [
    { text: 'abcdef\n# middle\n⟦ghijkl\nmnopqr⟧\n', message: 'shorter than it looks' },
    { text: 'abcdef # middle\n⟦ghijkl⟧\n' },
    { text: 'abcdef\n---\n⟦ghijkl⟧\n', message: 'first YAML document' },
    { text: '  - abcdef\n⟦ghijkl⟧\n' },
  ],
});

testRule('two-keys', {
  valid: ['abcdef\n', '- abcdef\n', '- abcdef\n- abc def\n'],
  invalid: [{ text: '- abcdef\n- ⟦"ghi jkl"⟧\n', severity: 'warning' }],
});

testRule('same-key-twice', {
  valid: ['- abcdef\n- ghijkl\n'],
  invalid: [
    { text: '- my secret key\n- ⟦mysecretkey⟧\n', severity: 'warning', fixed: '- my secret key\n' },
    { text: '[abcdef, ⟦abcdef⟧]\n' },
  ],
});

testRule('key-file-open-to-others', {
  valid: [
    'abcdef\n',
    { text: 'abcdef\n', fileMode: 0o600 },
    { text: 'abcdef\n', fileMode: 0o700 },
    { text: 'abcdef\n', fileMode: 0o644, platform: 'windows' },
    { text: '{{ key }}\n', fileMode: 0o644 },
  ],
  invalid: [
    { text: '⟦abcdef⟧\n', fileMode: 0o644, message: 'mode 0644' },
    { text: '⟦abcdef⟧\nx', fileMode: 0o100640, platform: 'macos', message: 'its group (mode 0640)' },
    { text: '⟦⟧', fileMode: 0o644 },
  ],
});
