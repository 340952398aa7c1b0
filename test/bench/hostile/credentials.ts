import { rootCertificates } from 'node:tls';
import { repeat, under, type Hostile } from './text.ts';

const certificates = rootCertificates.slice(0, 50);

/** Keyfiles and PEM files of that kind. */
export const credentials: readonly Hostile[] = [
  { name: 'keys of a keyfile', kind: 'keyfile', make: repeat((at) => `- abcdefgh${at}\n`) },
  { name: 'equal keys of a keyfile', kind: 'keyfile', make: repeat(() => '- abcdefgh\n') },
  { name: 'one key of many lines', kind: 'keyfile', make: repeat(() => 'abcdefgh\n') },
  { name: 'bad characters of a key', kind: 'keyfile', make: repeat(() => 'ab!cd-efgh\n') },
  { name: 'bad characters of a list', kind: 'keyfile', make: repeat(() => '- ab!cd-efgh_1\n') },
  { name: 'maps in a keyfile', kind: 'keyfile', make: repeat((at) => `a${at}: b\n`) },
  { name: 'BEGIN lines', kind: 'pem', make: repeat(() => '-----BEGIN CERTIFICATE-----\n') },
  { name: 'END lines', kind: 'pem', make: repeat(() => '-----END CERTIFICATE-----\n') },
  { name: 'broken BEGIN lines', kind: 'pem', make: repeat(() => '---BEGIN CERTIFICATE---\n') },
  { name: 'dashes', kind: 'pem', make: (size) => '-'.repeat(size * 20) },
  {
    name: 'headers',
    kind: 'pem',
    make: under('-----BEGIN RSA PRIVATE KEY-----\n', (at) => `Name-${at}: a\n b\n`),
  },
  {
    name: 'one header',
    kind: 'pem',
    make: under('-----BEGIN RSA PRIVATE KEY-----\nProc-Type: a\n', () => ' b\n'),
  },
  {
    name: 'empty blocks',
    kind: 'pem',
    make: repeat(() => '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'),
  },
  {
    name: 'one block',
    kind: 'pem',
    make: (size) => `-----BEGIN CERTIFICATE-----\n${'QUJD\n'.repeat(size)}-----END CERTIFICATE-----\n`,
  },
  {
    name: 'certificates',
    kind: 'pem',
    make: repeat((at) => `${certificates[at % certificates.length] ?? ''}\n`),
  },
  { name: 'one certificate repeated', kind: 'pem', make: repeat(() => `${certificates[0] ?? ''}\n`) },
  {
    name: 'joined certificates',
    kind: 'pem',
    make: repeat((at) => certificates[at % certificates.length] ?? ''),
  },
];
