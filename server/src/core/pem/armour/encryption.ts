import { oidOf, sequence, type Der } from '../der/der.ts';

/** How a private key is encrypted. */
export interface Encryption {
  /** `AES-256-CBC` for the old PEM form, `PBES2 with AES-256-CBC`, or the dotted identifier of a scheme that is not known. */
  readonly name: string;
  /** OpenSSL 3 does not open it unless its legacy provider is loaded, which MongoDB does not do. */
  readonly isLegacy: boolean;
}

const pbes2 = '1.2.840.113549.1.5.13';
const scrypt = '1.3.6.1.4.1.11591.4.11';

/** PKCS#5 version 1.5 and PKCS#12. */
const oldSchemes: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.5.1': 'PBES1 with MD2 and DES',
  '1.2.840.113549.1.5.3': 'PBES1 with MD5 and DES',
  '1.2.840.113549.1.5.4': 'PBES1 with MD2 and RC2',
  '1.2.840.113549.1.5.6': 'PBES1 with MD5 and RC2',
  '1.2.840.113549.1.5.10': 'PBES1 with SHA-1 and DES',
  '1.2.840.113549.1.5.11': 'PBES1 with SHA-1 and RC2',
  '1.2.840.113549.1.12.1.1': 'PKCS#12 with SHA-1 and RC4',
  '1.2.840.113549.1.12.1.2': 'PKCS#12 with SHA-1 and RC4 of 40 bits',
  '1.2.840.113549.1.12.1.3': 'PKCS#12 with SHA-1 and triple DES',
  '1.2.840.113549.1.12.1.4': 'PKCS#12 with SHA-1 and double DES',
  '1.2.840.113549.1.12.1.5': 'PKCS#12 with SHA-1 and RC2',
  '1.2.840.113549.1.12.1.6': 'PKCS#12 with SHA-1 and RC2 of 40 bits',
};

const ciphers: Readonly<Record<string, string>> = {
  '1.2.840.113549.3.2': 'RC2-CBC',
  '1.2.840.113549.3.7': 'DES-EDE3-CBC',
  '1.3.14.3.2.7': 'DES-CBC',
  '1.2.840.113533.7.66.10': 'CAST5-CBC',
  '1.3.6.1.4.1.3029.1.2': 'BF-CBC',
  '1.2.410.200004.1.4': 'SEED-CBC',
  '1.2.156.10197.1.104.2': 'SM4-CBC',
  '1.2.392.200011.61.1.1.1.2': 'CAMELLIA-128-CBC',
  '1.2.392.200011.61.1.1.1.3': 'CAMELLIA-192-CBC',
  '1.2.392.200011.61.1.1.1.4': 'CAMELLIA-256-CBC',
  '1.2.410.200046.1.1.2': 'ARIA-128-CBC',
  '1.2.410.200046.1.1.7': 'ARIA-192-CBC',
  '1.2.410.200046.1.1.12': 'ARIA-256-CBC',
  ...aes(),
};

function aes(): Record<string, string> {
  const modes = { 1: 'ECB', 2: 'CBC', 3: 'OFB', 4: 'CFB', 6: 'GCM' };
  const sizes = { 0: 128, 20: 192, 40: 256 };
  return Object.fromEntries(
    Object.entries(sizes).flatMap(([base, size]) =>
      Object.entries(modes).map(([mode, name]) => [
        `2.16.840.1.101.3.4.1.${String(Number(base) + Number(mode))}`,
        `AES-${String(size)}-${name}`,
      ]),
    ),
  );
}

/** What OpenSSL 3 keeps in its legacy provider. */
const isLegacy = (name: string): boolean => /\b(MD2|MD5|RC2|RC4|DES-CBC|BF|CAST5|SEED|IDEA)\b/.test(name);

/** The encryption that the header `DEK-Info` of an old PEM block names. */
export function dekInfoEncryption(value: string): Encryption {
  const name = value.replace(/,.*/s, '').trim();
  return { name, isLegacy: isLegacy(name.toUpperCase()) };
}

/** Reads the AlgorithmIdentifier of an encrypted PKCS#8 key. Throws DerError. */
export function readEncryption(element: Der | undefined): Encryption {
  const [type, parameters] = sequence(element, 'the encryption');
  const oid = oidOf(type);
  if (oid !== pbes2) {
    const name = oldSchemes[oid] ?? oid;
    return { name, isLegacy: isLegacy(name) || name.endsWith('and DES') };
  }
  const [derivation, cipher] = parameters ? sequence(parameters, 'the encryption') : [];
  const cipherOid = oidOf(sequence(cipher, 'the cipher')[0]);
  const isScrypt = oidOf(sequence(derivation, 'the key derivation')[0]) === scrypt;
  const name = `PBES2 with ${isScrypt ? 'scrypt and ' : ''}${ciphers[cipherOid] ?? cipherOid}`;
  return { name, isLegacy: isLegacy(name) };
}
