import { describe, expect, it } from 'vitest';
import { inspectPem } from '../../../server/src/core/inspect/inspect.ts';
import { parseText } from '../../../server/src/core/documents/document.ts';
import { inspectText } from '../../../server/src/report/inspect-text.ts';
import { authority, certificate, keyOf, keyPem, revocationList } from '../../support/certs.ts';
import { facts } from '../../support/facts.ts';
import { lint } from '../../support/lint.ts';

const root = authority();
const names = ['dns:db1.example.net'];
const leaf = certificate({ issuer: root, names });
const other = certificate({ subject: 'CN=other', key: keyOf('other') });

/** Files with one fault each, by the rule that reports it. */
const files: Readonly<Record<string, string>> = {
  'expired-certificate': certificate({ issuer: root, names, to: '2026-06-01T00:00:00Z' }).combined,
  'certificate-not-yet-valid': certificate({ issuer: root, names, from: '2027-01-01T00:00:00Z' }).combined,
  'certificate-expires-soon': certificate({ issuer: root, names, to: '2026-12-01T00:00:00Z' }).combined,
  'weak-certificate': certificate({ names, key: keyOf('small', 'RSA-1024') }).combined,
  'several-private-keys': leaf.combined + other.keyPem,
  'key-without-certificate': leaf.pem + other.keyPem,
  'encrypted-private-key': leaf.pem + keyPem(leaf.key, 'pkcs8', 'open sesame'),
  'certificate-chain-order': root.pem + leaf.combined,
  'expired-crl': root.pem + revocationList(root, { revoked: [], to: '2026-11-01T00:00:00Z' }),
};

describe('the inspection and the findings of a PEM file', () => {
  it.each(Object.entries(files))('tell of %s alike', (rule, text) => {
    const known = facts();
    const found = lint(parseText('pem', text), known).filter((finding) => finding.rule === rule);
    expect(found).not.toEqual([]);
    const { notes } = inspectPem(text, known);
    expect(notes).toEqual(
      expect.arrayContaining(found.map(({ severity, message }) => ({ severity, message }))),
    );
  });

  it('say what a certificate for clients is good for', () => {
    const client = certificate({ issuer: root, subject: 'CN=app', extendedKeyUsage: ['clientAuth'] });
    const report = inspectPem(client.combined, facts());
    const note = report.notes.find(({ message }) => message.includes('is a certificate for clients'));
    expect(note).toMatchObject({ severity: 'info' });
    expect(inspectText('app.pem', report)).toContain('info: "CN=app" is a certificate for clients: drivers');
    expect(JSON.stringify(inspectPem(leaf.combined, facts()).notes)).not.toContain('for clients');
  });

  it('say the same of a key that is locked', () => {
    const report = inspectPem(files['encrypted-private-key'] ?? '', facts());
    const text = inspectText('locked.pem', report);
    expect(text.match(/unknown until the passphrase is given/g)).toHaveLength(3);
    expect(report.blocks[0]).toMatchObject({ certificate: { keyUnknown: true } });
  });
});
