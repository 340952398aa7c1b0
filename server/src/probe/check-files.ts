import { createPrivateKey, type X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { isAbsolute, resolve } from 'node:path';
import { nodeCrypto } from '../host/node-crypto.ts';
import { nodeHost } from '../host/node-host.ts';
import { certificatesOf, rfc2253 } from './certificates.ts';
import type { Failure } from './failure.ts';
import { failureOf, found, rawErrorOf } from './failure.ts';
import { formatOf } from './file-format.ts';
import type { TlsOptionName } from './tls-options.ts';

/** What the TLS library gets, as read from the files the options name. */
export interface TlsInputs {
  readonly ca?: string;
  readonly caCertificates: readonly X509Certificate[];
  /** Certificate, chain and key in one PEM. */
  readonly certificateKey?: string;
  readonly clientCertificate?: X509Certificate;
  /** The certificates of the same file behind the first. */
  readonly clientChain: readonly X509Certificate[];
  readonly passphrase?: string;
  readonly crl?: string;
}

export type Checked =
  { readonly inputs: TlsInputs; readonly notes: readonly string[] } | { readonly failure: Failure };

type Loaded = { readonly text: string; readonly path: string } | { readonly failure: Failure };

/** Far above any bundle of certificates. */
const maxBytes = 16 * 1024 * 1024;

async function load(option: TlsOptionName, named: string, folder: string): Promise<Loaded> {
  const path = isAbsolute(named) ? named : resolve(folder, named);
  const fact = await nodeHost.read(path, maxBytes);
  if (fact.state !== 'present') {
    const reason = fact.state === 'unreadable' ? `cannot be read: ${fact.reason}` : 'does not exist';
    const hints = named.startsWith('~') ? ['Write the path in full: drivers do not replace ~.'] : [];
    if (named.includes('-----BEGIN'))
      return {
        failure: found(
          'files',
          'file-not-found',
          `${option} holds the text of a PEM file instead of its path.`,
          {
            fixes: [`Save the text as a file and give its path in ${option}.`],
          },
        ),
      };
    return {
      failure: found('files', 'file-not-found', `${option} names ${path}, which ${reason}.`, {
        raw: {
          code: fact.state === 'unreadable' ? 'EACCES' : 'ENOENT',
          message: `${path} ${reason}`,
          names: [],
        },
        fixes: hints,
      }),
    };
  }
  const format = formatOf(fact.bytes);
  if (format !== 'pem') {
    // a file of revocations has a code of its own
    const code = option === 'tlsCRLFile' ? 'crl-unreadable' : 'not-pem';
    return {
      failure: found('files', code, `${option} names ${path}, which is ${format.name}, not a PEM file.`, {
        fixes: format.fix === undefined ? [] : [format.fix],
      }),
    };
  }
  return { text: Buffer.from(fact.bytes).toString('utf8'), path };
}

function checkCa({ text, path }: { text: string; path: string }): X509Certificate[] | Failure {
  const { certificates, broken } = certificatesOf(text);
  if (certificates.length > 0 && broken === 0) return certificates;
  if (broken > 0)
    return found('files', 'not-pem', `tlsCAFile names ${path}, where ${broken} certificate(s) are damaged.`);
  return found(
    'files',
    'no-certificate',
    `tlsCAFile names ${path}, which holds no certificate. Node.js takes such a file silently and then trusts nobody.`,
  );
}

/** Any of the spellings of an encrypted private key: PKCS#8, or the headers of the traditional form. */
const encryptedKey = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type:[ \t]*4,ENCRYPTED/m;
const anyKey =
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(?:(?!-----BEGIN )[\s\S])*?-----END (?:[A-Z0-9]+ )*PRIVATE KEY-----/;

function checkKey(key: string, path: string, passphrase: string | undefined) {
  const encrypted = encryptedKey.test(key);
  if (encrypted && passphrase === undefined)
    return found('files', 'passphrase-required', `The private key in ${path} is encrypted.`);
  try {
    return createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (error) {
    const raw = rawErrorOf(error);
    // a wrong passphrase may decrypt to well-padded noise, which fails in any later place
    const isNoise =
      !raw.code.includes('UNSUPPORTED') || nodeCrypto.publicKeyOf(key, passphrase) === 'wrong-passphrase';
    if (encrypted && isNoise)
      return found(
        'files',
        'wrong-passphrase',
        `The private key in ${path} cannot be decrypted with the passphrase given.`,
        { raw },
      );
    if (encrypted)
      return found(
        'files',
        'unsupported-by-tls-library',
        `The private key in ${path} is encrypted in a way that this TLS library cannot undo.`,
        {
          raw,
          fixes: [
            'Encrypt the key anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD.key -out NEW.key (with -legacy for openssl to read old ciphers).',
          ],
        },
      );
    return found(
      'files',
      'unsupported-by-tls-library',
      `The private key in ${path} cannot be decoded by this TLS library.`,
      { raw },
    );
  }
}

function checkCertificateKey(
  { text, path }: { text: string; path: string },
  passphrase: string | undefined,
): { certificates: readonly X509Certificate[] } | { failure: Failure } {
  const { certificates, broken } = certificatesOf(text);
  const [leaf] = certificates;
  const key = anyKey.exec(text)?.[0];
  if (!leaf) {
    const specific =
      broken > 0
        ? `tlsCertificateKeyFile names ${path}, whose certificate is damaged.`
        : key === undefined
          ? `tlsCertificateKeyFile names ${path}, which holds neither a certificate nor a private key.`
          : `tlsCertificateKeyFile names ${path}, which holds a private key but no certificate.`;
    return { failure: found('files', broken > 0 ? 'not-pem' : 'no-certificate', specific) };
  }
  if (key === undefined)
    return {
      failure: found(
        'files',
        'no-private-key',
        `tlsCertificateKeyFile names ${path}, which holds ${certificates.length} certificate(s) but no private key.`,
      ),
    };
  const privateKey = checkKey(key, path, passphrase);
  if ('stage' in privateKey) return { failure: privateKey };
  if (!leaf.checkPrivateKey(privateKey)) {
    const owner = certificates.findIndex((certificate) => certificate.checkPrivateKey(privateKey));
    const specific =
      owner < 0
        ? `The private key in ${path} belongs to none of its ${certificates.length} certificate(s).`
        : `The private key in ${path} belongs to certificate ${owner + 1} of the file (${rfc2253(certificates[owner]?.subject ?? '')}), and the first certificate is the one that is sent.`;
    const fixes = owner < 0 ? [] : [`Put certificate ${owner + 1} first in the file.`];
    return { failure: found('files', 'key-certificate-mismatch', specific, { fixes }) };
  }
  return { certificates };
}

function checkCrl({ text, path }: { text: string; path: string }): Failure | undefined {
  if (!text.includes('-----BEGIN X509 CRL-----'))
    return found('files', 'crl-unreadable', `tlsCRLFile names ${path}, which holds no revocation list.`);
  try {
    createSecureContext({ crl: text });
    return undefined;
  } catch (error) {
    return found(
      'files',
      'crl-unreadable',
      `tlsCRLFile names ${path}, whose revocation list cannot be decoded.`,
      { raw: rawErrorOf(error) },
    );
  }
}

/**
 * Reads and checks the files the TLS options name, before anything is dialled. Where several are wrong, the first in the
 * order CA, certificate and key, CRL is reported.
 * @param folder relative paths are taken from here
 */
export async function checkFiles(
  options: ReadonlyMap<TlsOptionName, string>,
  folder: string,
): Promise<Checked> {
  const passphrase = options.get('tlsCertificateKeyFilePassword');
  const notes: string[] = [];
  let inputs: TlsInputs = {
    caCertificates: [],
    clientChain: [],
    ...(passphrase === undefined ? {} : { passphrase }),
  };
  const ca = options.get('tlsCAFile');
  if (ca !== undefined) {
    const loaded = await load('tlsCAFile', ca, folder);
    if ('failure' in loaded) return loaded;
    const certificates = checkCa(loaded);
    if ('stage' in certificates) return { failure: certificates };
    if (certificates.every((certificate) => !certificate.ca))
      notes.push(`${loaded.path} holds no CA certificate, only certificates of servers or clients.`);
    inputs = { ...inputs, ca: loaded.text, caCertificates: certificates };
  }
  const certificateKey = options.get('tlsCertificateKeyFile');
  if (certificateKey !== undefined) {
    const loaded = await load('tlsCertificateKeyFile', certificateKey, folder);
    if ('failure' in loaded) return loaded;
    const checked = checkCertificateKey(loaded, passphrase);
    if ('failure' in checked) return checked;
    const [leaf, ...chain] = checked.certificates;
    inputs = {
      ...inputs,
      certificateKey: loaded.text,
      clientChain: chain,
      ...(leaf ? { clientCertificate: leaf } : {}),
    };
  }
  const crl = options.get('tlsCRLFile');
  if (crl !== undefined) {
    const loaded = await load('tlsCRLFile', crl, folder);
    if ('failure' in loaded) return loaded;
    const failure = checkCrl(loaded);
    if (failure) return { failure };
    inputs = { ...inputs, crl: loaded.text };
  }
  try {
    createSecureContext({
      ca: inputs.ca,
      cert: inputs.certificateKey,
      key: inputs.certificateKey,
      passphrase,
      crl: inputs.crl,
    });
  } catch (error) {
    return { failure: failureOf('files', error) };
  }
  return { inputs, notes };
}
