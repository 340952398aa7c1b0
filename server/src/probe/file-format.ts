export interface OtherFormat {
  /** As in "which is ...". */
  readonly name: string;
  /** How to make PEM of it, where there is a way. */
  readonly fix?: string;
}

function startsWith(bytes: Uint8Array, ...start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** DER: a sequence; a certificate's first element is a sequence too, PKCS#12 begins with the version 3. */
function der(bytes: Uint8Array): OtherFormat {
  const lengthBytes = (bytes[1] ?? 0) & 0x80 ? (bytes[1] ?? 0) & 0x7f : 0;
  const inner = bytes.subarray(2 + lengthBytes);
  if (startsWith(inner, 0x02, 0x01, 0x03))
    return {
      name: 'a PKCS#12 file',
      fix: 'Make a PEM file of it: openssl pkcs12 -in FILE.p12 -nodes -out FILE.pem',
    };
  return {
    name: 'binary DER',
    fix: 'Make a PEM file of it: openssl x509 -inform DER -in FILE.der -out FILE.pem (for a revocation list: openssl crl).',
  };
}

/** `pem`, or what the file is instead. Only the armour is looked at. */
export function formatOf(bytes: Uint8Array): 'pem' | OtherFormat {
  if (bytes.length === 0) return { name: 'empty' };
  if (startsWith(bytes, 0xfe, 0xed, 0xfe, 0xed))
    return {
      name: 'a Java key store',
      fix: 'Make a PEM file of it: keytool -importkeystore -srckeystore FILE.jks -destkeystore FILE.p12 -deststoretype PKCS12, then openssl pkcs12 -in FILE.p12 -nodes -out FILE.pem',
    };
  if (startsWith(bytes, 0x30)) {
    const binary = bytes.subarray(0, 64).some((byte) => byte < 9 || byte > 126);
    if (binary) return der(bytes);
  }
  const text = Buffer.from(bytes).toString('latin1');
  if (text.includes('-----BEGIN OPENSSH PRIVATE KEY-----') && !text.includes('-----BEGIN CERTIFICATE-----'))
    return {
      name: 'an OpenSSH key',
      fix: 'Make a PEM key of it: ssh-keygen -p -m PEM -f FILE (on a copy of the file).',
    };
  if (/-----BEGIN [A-Z0-9 ]+-----/.test(text)) return 'pem';
  if (/^\s*<(?:!doctype|html)/i.test(text)) return { name: 'an HTML page' };
  if (text.length > 60 && !/[^A-Za-z0-9+/=\r\n]/.test(text))
    return { name: 'base64 without BEGIN and END lines, as a MongoDB keyfile is' };
  return { name: 'without any BEGIN line' };
}
