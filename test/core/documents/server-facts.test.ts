import { describe, expect, it } from 'vitest';
import { parseText } from '../../../server/src/core/documents/document.ts';
import { serverFacts } from '../../../server/src/core/documents/server-facts.ts';
import { newestVersion } from '../../../server/src/core/server/server-version.ts';

describe('what is known of the server', () => {
  it.each([
    ['', undefined, { serverVersion: newestVersion, versionIsAssumed: true }],
    ['', [7, 0, 6], { serverVersion: [7, 0, 6] }],
    ['# mongodb-tls: version=4.4.18\n', [7, 0, 6], { serverVersion: [4, 4, 18] }],
    ['# mongodb-tls: version=4.4.18\n', undefined, { serverVersion: [4, 4, 18] }],
    [
      '# mongodb-tls: version=5.0.1 configExpand=rest\n',
      undefined,
      { serverVersion: [5, 0, 1], configExpand: 'rest' },
    ],
    [
      '# mongodb-tls: configExpand=exec,rest\n',
      [7, 0, 6],
      { serverVersion: [7, 0, 6], configExpand: 'rest,exec' },
    ],
    ['# mongodb-tls: configExpand=none\n', [7, 0, 6], { serverVersion: [7, 0, 6], configExpand: 'none' }],
    ['# mongodb-tls: configExpand=all\n', [7, 0, 6], { serverVersion: [7, 0, 6] }],
    ['# mongodb-tls: configExpand=rest,none\n', [7, 0, 6], { serverVersion: [7, 0, 6] }],
  ] as const)('%j, version given: %j', (text, given, facts) => {
    expect(serverFacts(parseText('config', text), given)).toEqual(facts);
  });

  it('comments in a file of another kind say nothing', () => {
    expect(serverFacts(parseText('keyfile', '# mongodb-tls: version=4.4\n'), undefined)).toEqual({
      serverVersion: newestVersion,
      versionIsAssumed: true,
    });
  });
});
