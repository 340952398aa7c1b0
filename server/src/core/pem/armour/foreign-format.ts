import { DerError, children, oidOf, readDer, tags } from '../der/der.ts';
import { decodeBase64 } from '../der/base64.ts';

/** A file that is not PEM: what it is, and how to make PEM of it. */
export interface ForeignFormat {
  /** With its article: `a PKCS#12 file`. */
  readonly name: string;
  /** A full sentence: what to do. */
  readonly advice: string;
  /** The file may well be right for a purpose of its own, and just have a name as PEM files have. */
  readonly isOther?: true;
}

const other = { isOther: true } as const;

const formats = {
  certificate: {
    name: 'a certificate in binary DER form',
    advice: 'Convert it with "openssl x509 -inform DER -in FILE -out FILE.pem".',
  },
  key: {
    name: 'a private key in binary DER form',
    advice: 'Convert it with "openssl pkey -inform DER -in FILE -out FILE.pem".',
  },
  crl: {
    name: 'a revocation list in binary DER form',
    advice: 'Convert it with "openssl crl -inform DER -in FILE -out FILE.pem".',
  },
  pkcs7: {
    name: 'a PKCS#7 file',
    advice: 'Take the certificates out with "openssl pkcs7 -inform DER -print_certs -in FILE -out FILE.pem".',
  },
  der: { name: 'binary DER data', advice: 'Convert it to PEM with openssl.' },
  pkcs12: {
    name: 'a PKCS#12 file (.p12, .pfx)',
    advice: 'Convert it with "openssl pkcs12 -in FILE -out FILE.pem"; it asks for the passwords.',
  },
  jks: {
    name: 'a Java keystore (JKS)',
    advice: 'Convert it with "keytool -importkeystore -deststoretype PKCS12" and then "openssl pkcs12".',
  },
  openSshKey: {
    ...other,
    name: 'an OpenSSH private key',
    advice: 'It is for logging in, not for TLS; TLS needs a private key together with its X.509 certificate.',
  },
  openSshPublic: {
    ...other,
    name: 'an OpenSSH public key',
    advice: 'It is for logging in, not for TLS; TLS needs an X.509 certificate.',
  },
  putty: {
    ...other,
    name: 'a PuTTY private key',
    advice: 'It is for logging in, not for TLS; TLS needs a private key together with its X.509 certificate.',
  },
  pgp: {
    ...other,
    name: 'a PGP file',
    advice: 'TLS needs X.509 certificates and keys; PGP ones cannot be converted.',
  },
  openVpn: {
    ...other,
    name: 'an OpenVPN static key',
    advice:
      'It is a secret that both sides share; TLS needs a private key together with its X.509 certificate.',
  },
  html: {
    name: 'an HTML page',
    advice:
      'The download gave a page, perhaps an error or a login, instead of the certificate; get the file again.',
  },
  jwk: {
    ...other,
    name: 'a JSON document',
    advice: 'Convert a JSON web key to PEM with the tool that made it.',
  },
  utf16: {
    name: 'text in UTF-16',
    advice: 'Save it as UTF-8 or plain ASCII; OpenSSL finds no PEM block in it.',
  },
  keyFile: {
    name: 'a MongoDB keyfile',
    advice: 'It belongs to security.keyFile; TLS needs certificates.',
  },
  bareBase64: {
    name: 'base64 text without its BEGIN and END lines',
    advice: 'Put "-----BEGIN CERTIFICATE-----" (or the right label) before it and the END line behind it.',
  },
  zip: { ...other, name: 'a ZIP archive', advice: 'Unpack it first.' },
  empty: { ...other, name: 'empty', advice: 'Put the PEM text into it.' },
} satisfies Record<string, ForeignFormat>;

/** Tells by the first bytes what a file is that is not text, or not plain text. */
export function foreignBytes(bytes: Uint8Array): ForeignFormat | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return formats.utf16;
  if (a === 0xfe && b === 0xff) return formats.utf16;
  if ((a === 0 && b === 0x2d) || (a === 0x2d && b === 0)) return formats.utf16;
  if (a === 0xfe && b === 0xed && c === 0xfe && d === 0xed) return formats.jks;
  if (a === 0xce && b === 0xce && c === 0xce && d === 0xce) return formats.jks;
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return formats.zip;
  return a === 0x30 && b !== undefined && (b >= 0x80 || b === bytes.length - 2)
    ? foreignDer(bytes)
    : undefined;
}

function foreignDer(bytes: Uint8Array): ForeignFormat | undefined {
  try {
    const [first, second] = children({ ...readDer(bytes), end: bytes.length });
    if (first?.tag === tags.integer) {
      if (second?.tag !== tags.sequence) return formats.key;
      const inner = readDer(bytes, second.from);
      return inner.tag === tags.oid && oidOf(inner).startsWith('1.2.840.113549.1.7.')
        ? formats.pkcs12
        : formats.key;
    }
    if (first?.tag === tags.oid) return formats.pkcs7;
    if (first?.tag !== tags.sequence) return formats.der;
    const inside = readDer(bytes, first.from);
    if (inside.tag === tags.oid) return formats.key;
    const signed = children(first);
    // a certificate's serial number is followed by a SEQUENCE, a CRL's version too, but only then comes a date
    return signed.slice(0, 4).some(({ tag }) => tag === tags.utcTime || tag === tags.generalizedTime)
      ? formats.crl
      : formats.certificate;
  } catch (error) {
    if (error instanceof DerError) return formats.der;
    throw error;
  }
}

/** Whether tags of Jinja, Helm or ERB, variables or a vault stand in a text, which never has them as PEM. */
export function isFilledIn(text: string): boolean {
  // binary data has such characters by chance, and control characters beside them
  // eslint-disable-next-line no-control-regex
  if (/[\0-\x08\x0e-\x1f]/.test(text)) return false;
  return /\{[{%]|<%|\$\{|^\$ANSIBLE_VAULT;/.test(text);
}

/** Tells what a text without any PEM block is; undefined where it is nothing known. */
export function foreignText(text: string): ForeignFormat | undefined {
  const start = text.slice(0, 400).replace(/^\uFEFF?\s*/, '');
  if (start === '' && text.trim() === '') return formats.empty;
  if (/^<(!doctype|html|\?xml|head|body)\b/i.test(start)) return formats.html;
  if (start.startsWith('PuTTY-User-Key-File-')) return formats.putty;
  if (/^---- BEGIN SSH2 |^(ssh-(rsa|dss|ed25519)|ecdsa-sha2-\S+) [A-Za-z0-9+/]/.test(start))
    return formats.openSshPublic;
  if (isFilledIn(start)) return undefined;
  if (start.startsWith('{')) return formats.jwk;
  if (/^\uFFFD{0,2}(-\0|\0-)/.test(start)) return formats.utf16;
  // an editor shows binary data as text, with a replacement for each byte that is no UTF-8
  if (/^0[\x80-\x84\uFFFD]/.test(start)) return derAsText(start);
  if (/^\u00fe\u00ed\u00fe\u00ed|^\uFFFD{4}\0{3}/.test(start)) return formats.jks;
  if (start.startsWith('PK\x03\x04')) return formats.zip;
  return base64Only(text);
}

/** Tells binary data whose bytes from 128 on were lost by its first elements. */
function derAsText(start: string): ForeignFormat {
  const inner = contentPlaces(0);
  if (inner.some((at) => start.startsWith('\x02\x01\x03', at))) return formats.pkcs12;
  if (inner.some((at) => ['\x02\x01\0', '\x02\x01\x01'].includes(start.slice(at, at + 3))))
    return formats.key;
  const version = inner.filter((at) => start.charAt(at) === '0').flatMap(contentPlaces);
  // [0] with a version in it
  if (version.some((at) => start.startsWith('\x03\x02\x01', at + 1))) return formats.certificate;
  return formats.der;
}

/** Where the content of the element at a place may begin: its length takes one to four characters. */
function contentPlaces(at: number): number[] {
  return [2, 3, 4, 5].map((size) => at + size);
}

const isBase64Text = (text: string): boolean => text.length <= 1_000_000 && /^[A-Za-z0-9+/=\s]+$/.test(text);

/** Whether a text is the inside of a PEM block without its armour. */
export function isBareBase64(text: string): boolean {
  if (!isBase64Text(text)) return false;
  const { bytes, fault } = decodeBase64(text);
  return !fault && foreignBytes(bytes) !== undefined;
}

function base64Only(text: string): ForeignFormat | undefined {
  if (isBareBase64(text)) return formats.bareBase64;
  if (!isBase64Text(text)) return undefined;
  // fewer characters, or several words on a line, are as likely a note
  const length = text.replace(/\s/g, '').length;
  return length >= 32 && length <= 1024 && !/\S[ \t]+\S/.test(text) ? formats.keyFile : undefined;
}

/** What a block's label says it is, where that is no PEM for TLS. */
export function foreignLabel(label: string): ForeignFormat | undefined {
  if (label.startsWith('PGP ')) return formats.pgp;
  if (label.startsWith('OpenVPN ')) return formats.openVpn;
  if (label === 'OPENSSH PRIVATE KEY') return formats.openSshKey;
  return label.startsWith('SSH2 ') ? formats.openSshPublic : undefined;
}
