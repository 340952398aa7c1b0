import { createHash } from 'node:crypto';
import type { CertificateShape, TestKey } from './certs.ts';
import * as write from './der-writer.ts';

const attributeOids: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  DC: '0.9.2342.19200300.100.1.25',
};

/** A name in certificate order, `O=Example, OU=Database, CN=db1`; `+` joins attributes of one part, and `\,` is a comma. */
export function nameOf(text: string): write.Bytes {
  const rdns = text === '' ? [] : text.split(/(?<!\\),\s*/);
  return write.sequence(
    ...rdns.map((rdn) =>
      write.set(
        ...rdn.split('+').map((pair) => {
          const [type = '', value = ''] = pair.split('=');
          return write.sequence(
            write.oid(attributeOids[type] ?? type),
            write.utf8(value.replaceAll('\\,', ',')),
          );
        }),
      ),
    ),
  );
}

const usages: Readonly<Record<string, string>> = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  OCSPSigning: '1.3.6.1.5.5.7.3.9',
};

/** SHA-1 over the key bits, as RFC 5280 suggests; any bytes would do. */
export function keyIdentifier(key: TestKey): write.Bytes {
  const spki = key.public.export({ type: 'spki', format: 'der' });
  return new Uint8Array(createHash('sha1').update(spki).digest());
}

/** One extension, as {@link CertificateShape.extensions} takes it. */
export function extension(oid: string, value: write.Bytes, critical = false): write.Bytes {
  return write.sequence(write.oid(oid), ...(critical ? [write.boolean(true)] : []), write.octets(value));
}

/** The extensions of a certificate of this shape, whose key is `key` and which `signer` signs. */
export function extensionsOf(shape: CertificateShape, key: TestKey, signer: TestKey): write.Bytes[] {
  const constraints = [
    ...(shape.permitted ? [write.explicit(0, ...shape.permitted.map(subtree))] : []),
    ...(shape.excluded ? [write.explicit(1, ...shape.excluded.map(subtree))] : []),
  ];
  return [
    ...(shape.ca === undefined
      ? []
      : [
          extension(
            '2.5.29.19',
            write.sequence(
              ...(shape.ca ? [write.boolean(true)] : []),
              ...(shape.pathLength === undefined ? [] : [write.integer(shape.pathLength)]),
            ),
            true,
          ),
        ]),
    ...(shape.keyUsage === undefined ? [] : [extension('2.5.29.15', usageBits(shape.keyUsage), true)]),
    ...(shape.extendedKeyUsage
      ? [
          extension(
            '2.5.29.37',
            write.sequence(...shape.extendedKeyUsage.map((usage) => write.oid(usages[usage] ?? usage))),
          ),
        ]
      : []),
    ...(shape.names
      ? [extension('2.5.29.17', write.sequence(...shape.names.map(generalName)), shape.criticalNames)]
      : []),
    ...(constraints.length > 0 ? [extension('2.5.29.30', write.sequence(...constraints), true)] : []),
    ...(shape.noIdentifiers
      ? []
      : [
          extension('2.5.29.14', write.octets(keyIdentifier(key))),
          extension(
            '2.5.29.35',
            write.sequence(write.implicit(0, keyIdentifier(shape.authorityKey ?? signer))),
          ),
        ]),
    ...(shape.extensions ?? []),
  ];
}

const subtree = (name: string): write.Bytes => write.sequence(generalName(name));

function usageBits(text: string): write.Bytes {
  const bytes = text.match(/.{1,8}/g) ?? [];
  return write.bits(
    Uint8Array.from(bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2))),
    (8 - (text.length % 8)) % 8,
  );
}

function generalName(text: string): write.Bytes {
  const [, type = '', value = ''] = /^(\w+):(.*)$/.exec(text) ?? [];
  switch (type) {
    case 'dns':
      return write.implicit(2, Buffer.from(value, 'latin1'));
    case 'email':
      return write.implicit(1, Buffer.from(value, 'latin1'));
    case 'uri':
      return write.implicit(6, Buffer.from(value, 'latin1'));
    case 'ip':
      return write.implicit(7, ipBytes(value));
    case 'dn':
      return write.explicit(4, nameOf(value));
    default:
      throw new Error(`no general name: ${text}`);
  }
}

/** `10.0.0.1`, `10.0.0.0/255.0.0.0` or eight groups of hexadecimal digits. */
function ipBytes(text: string): Uint8Array {
  return Buffer.concat(
    text.split('/').map((part) =>
      part.includes(':')
        ? Buffer.from(
            part
              .split(':')
              .map((group) => group.padStart(4, '0'))
              .join(''),
            'hex',
          )
        : Buffer.from(part.split('.').map(Number)),
    ),
  );
}
