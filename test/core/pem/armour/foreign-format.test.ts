import { describe, expect, it } from 'vitest';
import { parsePem, parsePemBytes } from '../../../../server/src/core/pem/model/pem.ts';
import { certificate, revocationList } from '../../../support/certs.ts';

const made = certificate();
const bodyLines = made.pem.trimEnd().split('\n').slice(1, -1).join('\n');

describe('files that are no PEM are named', () => {
  const keyFile = Buffer.alloc(756, 'abcd1234').toString();
  it.each([
    ['a certificate in binary DER form', made.der],
    ['a private key in binary DER form', made.key.private.export({ type: 'pkcs8', format: 'der' })],
    ['a private key in binary DER form', made.key.private.export({ type: 'sec1', format: 'der' })],
    ['a Java keystore (JKS)', Buffer.from('feedfeed00000002', 'hex')],
    ['text in UTF-16', Buffer.from(`\uFEFF${made.pem}`, 'utf16le')],
    ['text in UTF-16', Buffer.from(made.pem, 'utf16le')],
    ['a PuTTY private key', Buffer.from('PuTTY-User-Key-File-3: ssh-ed25519\n')],
    ['an OpenSSH public key', Buffer.from('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@host\n')],
    ['an HTML page', Buffer.from('\n<!DOCTYPE html><html><body>404</body></html>')],
    ['a MongoDB keyfile', Buffer.from(keyFile)],
    ['base64 text without its BEGIN and END lines', Buffer.from(bodyLines)],
    ['a JSON document', Buffer.from('{"kty":"EC"}')],
    ['empty', Buffer.from(' \n')],
    ['a ZIP archive', Buffer.from('PK\x03\x04')],
  ])('%s', (name, bytes) => {
    expect(parsePemBytes(new Uint8Array(bytes)).foreign?.name).toBe(name);
  });

  it('but not bytes that begin as no known format does', () => {
    const bytes = Buffer.from('ddeed0dbdf647db3c38b073ff84a8f82', 'hex');
    expect(parsePemBytes(new Uint8Array(bytes)).foreign).toBeUndefined();
    const keystore = Buffer.from('feedfeed00000002', 'hex').toString('utf8');
    expect(parsePem(keystore).foreign?.name).toBe('a Java keystore (JKS)');
  });

  it('also as text, as an editor shows it', () => {
    expect(parsePem(Buffer.from(made.der).toString('utf8')).foreign?.name).toBe(
      'a certificate in binary DER form',
    );
    for (const mark of ['', '\uFEFF'])
      expect(parsePem(Buffer.from(`${mark}${made.pem}`, 'utf16le').toString('utf8')).foreign?.name).toBe(
        'text in UTF-16',
      );
    expect(
      parsePem(`-----BEGIN OPENSSH PRIVATE KEY-----\n${bodyLines}\n-----END OPENSSH PRIVATE KEY-----\n`)
        .blocks[0]?.content,
    ).toMatchObject({
      type: 'foreign',
      format: { name: 'an OpenSSH private key' },
    });
  });

  it('a DER revocation list is told from a certificate', () => {
    const crl = parsePem(revocationList(made)).blocks[0]?.bytes ?? new Uint8Array();
    expect(parsePemBytes(crl).foreign?.name).toBe('a revocation list in binary DER form');
  });
});
