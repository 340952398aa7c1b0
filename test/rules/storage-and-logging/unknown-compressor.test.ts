import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-compressor', {
  valid: [
    'net:\n  compression:\n    compressors: snappy,zstd,zlib\n',
    'net:\n  compression:\n    compressors: disabled\n',
    'net:\n  compression:\n    compressors: snappy zlib\n',
    'net:\n  compression:\n    compressors: "{{ list }}"\n',
    { text: 'networkMessageCompressors = snappy,zlib\n', fileName: 'mongod.conf' },
  ],
  invalid: [
    {
      text: 'net:\n  compression:\n    compressors: ⟦"snappy, zlib"⟧\n',
      message: 'without a name',
      fixed: 'net:\n  compression:\n    compressors: "snappy,zlib"\n',
    },
    {
      text: 'net:\n  compression:\n    compressors: ⟦snappy,⟧\n',
      fixed: 'net:\n  compression:\n    compressors: snappy\n',
    },
    { text: 'net:\n  compression:\n    compressors:⟦⟧\n' },
    { text: 'net:\n  compression:\n    compressors: snappy,⟦gzip⟧,⟦lz4⟧\n', message: '"gzip" is not' },
    { text: 'net:\n  compression:\n    compressors: snappy,⟦zstd⟧\n', version: '4.0' },
    { text: 'net:\n  compression:\n    compressors: snappy,⟦disabled⟧\n' },
    {
      text: 'net:\n  compression:\n    compressors: ⟦Snappy⟧,zlib\n',
      fixed: 'net:\n  compression:\n    compressors: snappy,zlib\n',
    },
  ],
});
