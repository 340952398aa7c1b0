import { extension } from './certificate-extensions.ts';
import { certificate, keyOf } from './certs.ts';
import * as write from './der-writer.ts';

/** What a certificate of {@link rawCertificate} holds, each piece as DER; a piece left out is an ordinary one. */
interface RawShape {
  readonly serial?: write.Bytes;
  readonly name?: write.Bytes;
  readonly notBefore?: write.Bytes;
  readonly notAfter?: write.Bytes;
  readonly extensions?: readonly write.Bytes[];
}

/** A certificate whose signature is none: for readers of its fields, which need not believe it. */
function rawCertificate(shape: RawShape): write.Bytes {
  const algorithm = write.sequence(write.oid('1.2.840.10045.4.3.2'));
  const name = shape.name ?? nameOf([[['2.5.4.3', write.utf8('x')]]]);
  const { notBefore = utcTime('260101000000Z'), notAfter = utcTime('280101000000Z') } = shape;
  const toBeSigned = write.sequence(
    write.explicit(0, write.integer(2)),
    shape.serial ?? write.integer(1),
    algorithm,
    name,
    write.sequence(notBefore, notAfter),
    name,
    keyOf('odd').public.export({ type: 'spki', format: 'der' }),
    ...(shape.extensions ? [write.explicit(3, write.sequence(...shape.extensions))] : []),
  );
  return write.sequence(toBeSigned, algorithm, write.bits(Buffer.from('no signature')));
}

/** A name of parts, each of attributes with the DER of their values. */
function nameOf(parts: readonly (readonly [oid: string, value: write.Bytes][])[]): write.Bytes {
  return write.sequence(
    ...parts.map((part) => write.set(...part.map(([oid, value]) => write.sequence(write.oid(oid), value)))),
  );
}

const utcTime = (text: string): write.Bytes => write.der(0x17, Buffer.from(text, 'latin1'));
const generalizedTime = (text: string): write.Bytes => write.der(0x18, Buffer.from(text, 'latin1'));

const text = (tag: number, value: string, encoding: BufferEncoding = 'latin1'): write.Bytes =>
  write.der(tag, Buffer.from(value, encoding));
/** Big-endian characters of two bytes. */
const bmp = (value: string): write.Bytes => write.der(0x1e, Buffer.from(value, 'utf16le').swap16());
const universal = (value: string): write.Bytes =>
  write.der(
    0x1c,
    ...Array.from(value, (character) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(character.codePointAt(0) ?? 0);
      return bytes;
    }),
  );
const cn = '2.5.4.3';
const one = (value: write.Bytes, oid = cn): write.Bytes => nameOf([[[oid, value]]]);
const san = (...names: write.Bytes[]): write.Bytes[] => [extension('2.5.29.17', write.sequence(...names))];
const usages = (...oids: string[]): write.Bytes[] => [
  extension('2.5.29.37', write.sequence(...oids.map(write.oid)), true),
];

/** Certificates that hold what few have, by what that is. */
export const oddCertificates: Readonly<Record<string, write.Bytes>> = {
  PrintableString: rawCertificate({ name: one(text(0x13, 'Db 1')) }),
  'T61String, read as Latin-1': rawCertificate({ name: one(text(0x14, 'Müller')) }),
  'IA5String mail address': rawCertificate({
    name: one(text(0x16, 'a@example.net'), '1.2.840.113549.1.9.1'),
  }),
  NumericString: rawCertificate({ name: one(text(0x12, '12 34')) }),
  BMPString: rawCertificate({ name: one(bmp('Калоян')) }),
  UniversalString: rawCertificate({ name: one(universal('x🙂é')) }),
  'UTF8String with a byte order mark and special characters': rawCertificate({
    name: one(text(0x0c, '\uFEFF a+b,c;"d"\\<e>\u0001\u007f ', 'utf8')),
  }),
  'parts of several attributes': rawCertificate({
    name: nameOf([
      [['2.5.4.6', text(0x13, 'DE')]],
      [
        ['2.5.4.10', write.utf8('A')],
        ['2.5.4.11', write.utf8('B')],
        [cn, write.utf8('C')],
      ],
      [['0.9.2342.19200300.100.1.25', text(0x16, 'net')]],
    ]),
  }),
  'every attribute with a short name': rawCertificate({
    name: nameOf(
      [
        ...[
          '4',
          '5',
          '7',
          '8',
          '9',
          '12',
          '13',
          '15',
          '17',
          '41',
          '42',
          '43',
          '44',
          '46',
          '65',
          '72',
          '97',
        ].map((last) => `2.5.4.${last}`),
        ...['0.9.2342.19200300.100.1.1', '1.2.840.113549.1.9.2', '1.3.6.1.4.1.311.60.2.1.1'],
        ...['1.3.6.1.4.1.311.60.2.1.2', '1.3.6.1.4.1.311.60.2.1.3'],
      ].map((oid) => [[oid, text(0x13, 'x')]]),
    ),
  }),
  'an empty value and an empty name part': rawCertificate({ name: one(write.utf8('')) }),
  'no name': rawCertificate({ name: nameOf([]) }),
  'serial number 0': rawCertificate({ serial: write.integer(0) }),
  'serial number of 20 bytes': rawCertificate({ serial: write.integer((1n << 159n) - 5n) }),
  'serial number with its high bit set': rawCertificate({ serial: write.integer(0x80) }),
  'negative serial number': rawCertificate({ serial: write.der(2, Buffer.from('ff01', 'hex')) }),
  'negative serial number of one byte': rawCertificate({ serial: write.der(2, Buffer.from('80', 'hex')) }),
  'UTCTime around the turn of its century': rawCertificate({
    notBefore: utcTime('500101000000Z'),
    notAfter: utcTime('491231235959Z'),
  }),
  'GeneralizedTime from early to late': rawCertificate({
    notBefore: generalizedTime('19000228235959Z'),
    notAfter: generalizedTime('99991231235959Z'),
  }),
  'the 29th of February': rawCertificate({
    notBefore: utcTime('240229120000Z'),
    notAfter: utcTime('000229120000Z'),
  }),
  'all kinds of alternative names': rawCertificate({
    extensions: san(
      write.implicit(2, Buffer.from('*.example.net')),
      write.implicit(7, Buffer.from([10, 0, 0, 255])),
      write.implicit(7, Buffer.from('20010db8000000000000000000000001', 'hex')),
      write.implicit(1, Buffer.from('dba@example.net')),
      write.implicit(6, Buffer.from('https://example.net/x?y=z')),
      write.implicit(8, Buffer.from('2a0304', 'hex')),
      write.explicit(4, nameOf([[['2.5.4.10', write.utf8('Other')]], [[cn, write.utf8('y')]]])),
      write.explicit(0, write.oid('1.3.6.1.4.1.311.20.2.3'), write.explicit(0, write.utf8('me@x'))),
    ),
  }),
  'an address of an impossible length': rawCertificate({
    extensions: san(write.implicit(7, Buffer.from([1, 2, 3, 4, 5]))),
  }),
  'known and unknown usages': rawCertificate({
    extensions: usages(
      ...['1', '2', '3', '4', '8', '9'].map((last) => `1.3.6.1.5.5.7.3.${last}`),
      ...['2.5.29.37.0', '1.2.3.4.5', '2.999.281474976710657', '1.39.1'],
    ),
  }),
  'all key usages': certificate({ keyUsage: '111111111' }).der,
  'path length and constraints': certificate({
    ca: true,
    pathLength: 200,
    permitted: ['dns:example.net', 'ip:10.0.0.0/255.0.0.0', 'email:.example.net'],
    excluded: ['uri:.example.org'],
  }).der,
  'an address to ask for revocation': rawCertificate({
    extensions: [
      extension(
        '1.3.6.1.5.5.7.1.1',
        write.sequence(
          write.sequence(
            write.oid('1.3.6.1.5.5.7.48.1'),
            write.implicit(6, Buffer.from('http://ocsp.example')),
          ),
          write.sequence(
            write.oid('1.3.6.1.5.5.7.48.2'),
            write.implicit(6, Buffer.from('http://ca.example')),
          ),
        ),
      ),
    ],
  }),
  'P-521': certificate({ key: keyOf('a', 'P-521'), hash: 'sha512' }).der,
  'RSA of 3072 bits': certificate({ key: keyOf('a', 'RSA-3072'), hash: 'sha384' }).der,
  DSA: certificate({ key: keyOf('a', 'DSA') }).der,
  Ed25519: certificate({ key: keyOf('a', 'Ed25519') }).der,
  'version 1': certificate({ version: 1 }).der,
};
