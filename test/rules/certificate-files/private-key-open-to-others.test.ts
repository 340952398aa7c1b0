import { expect, it } from 'vitest';
import type { FileFact } from '../../../server/src/core/facts/facts.ts';
import { textFile } from '../../support/example-files.ts';
import { pemFiles } from '../../support/pki.ts';
import { findings } from '../../support/rule-tester.ts';
import { check, cluster, config } from '../../support/tls-files.ts';

const own = '/etc/ssl/own.pem';
/** The file of the server, or another one, with a mode, where the configuration says it is. */
const withMode = (mode: number, name = '/etc/ssl/mongod.pem', location = own): Map<string, FileFact> =>
  new Map([
    [own, { ...textFile(String(pemFiles[name]), mode), location }],
    ['own.pem', { ...textFile(String(pemFiles[name]), mode), location }],
  ]);
const marked = config(`⟦${own}⟧`);

check(
  'private-key-open-to-others',
  [
    { text: config(own), files: withMode(0o600) },
    { text: config(own), files: withMode(0o400) },
    { text: config(own), files: withMode(0o644, '/etc/ssl/encrypted.pem') },
    { text: config(own), files: withMode(0o644, '/etc/ssl/certificate-only.pem') },
    { text: config(own), files: withMode(0o644), platform: 'windows' },
    { text: config(own, { mode: 'disabled' }), files: withMode(0o644) },
    { text: config('/etc/ssl/mongod.pem', { ca: own }), files: withMode(0o644, '/etc/ssl/ca.pem') },
  ],
  [
    { text: marked, files: withMode(0o644), severity: 'warning', message: 'Others than its owner may read' },
    { text: marked, files: withMode(0o602), severity: 'warning', message: 'change the private key' },
    { text: marked, files: withMode(0o660), severity: 'warning', message: 'Its group may change' },
    { text: marked, files: withMode(0o640), severity: 'info', message: '(mode 0640)' },
    {
      text: marked,
      files: withMode(0o644, undefined, '/here/own.pem'),
      severity: 'info',
      message: 'as it is on',
    },
    { text: config('⟦own.pem⟧'), files: withMode(0o644), severity: 'warning' },
    { text: config(`⟦${own}⟧`, { tls: cluster(own) }), files: withMode(0o644) },
    { text: config('/etc/ssl/missing.pem', { tls: cluster(`⟦${own}⟧`) }), files: withMode(0o644) },
  ],
);

it('brings the command that closes the file', () => {
  const [found] = findings('private-key-open-to-others', config(own), { files: withMode(0o644) });
  expect(found?.command?.text).toBe(`chmod 600 ${own}`);
  expect(found?.related).toMatchObject([{ message: 'The block PRIVATE KEY', location: own }]);
});
