import { createPrivateKey } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { certificateOfKey, publicHalf } from '../core/pem/chain/key-match.ts';
import { isCa, type Certificate, type Crl } from '../core/pem/model/certificate.ts';
import type { Pem, PemBlock } from '../core/pem/model/pem.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { subjectOf } from './certificates.ts';
import { type Failure, failureOf, found, rawErrorOf } from './failure.ts';
import { type Loaded, load } from './load-file.ts';
import type { TlsOptionName } from './tls-options.ts';

/** What the TLS library gets, as read from the files the options name. */
export interface TlsInputs {
  readonly ca?: string;
  readonly caPath?: string;
  readonly caCertificates: readonly Certificate[];
  /** Certificate, chain and key in one PEM. */
  readonly certificateKey?: string;
  readonly certificateKeyPath?: string;
  readonly clientCertificate?: Certificate;
  /** The certificates of the same file after the first. */
  readonly clientChain: readonly Certificate[];
  readonly passphrase?: string;
  readonly crl?: string;
  readonly crls: readonly Crl[];
}

export const noInputs: TlsInputs = { caCertificates: [], clientChain: [], crls: [] };

export type Checked =
  { readonly inputs: TlsInputs; readonly notes: readonly string[] } | { readonly failure: Failure };

/** `line 12` of a block, as editors count. */
function lineOf({ text }: Pem, { begin }: PemBlock): string {
  return `line ${text.slice(0, begin[0]).split('\n').length}`;
}

/** Why a block cannot be used; undefined where it can. */
function faultOf(block: PemBlock): string | undefined {
  const [problem] = block.problems;
  if (problem) return problem.message;
  const { content } = block;
  if ('decoded' in content && !content.decoded.ok) return `It cannot be decoded: ${content.decoded.error}`;
  return undefined;
}

interface Bundle {
  readonly certificates: readonly Certificate[];
  readonly notes: readonly string[];
}

function checkCa({ option, path, pem }: Loaded): Bundle | Failure {
  const blocks = pem.blocks.filter(({ content }) => content.type === 'certificate');
  const notes =
    pem.strays.length > 0 && blocks.length > 0 ? [`${path}: ${pem.strays[0]?.message ?? ''}`] : [];
  const damaged = pem.blocks.find((block) => faultOf(block) !== undefined);
  const end = damaged?.index ?? Number.POSITIVE_INFINITY;
  const certificates = pem.certificates
    .filter(({ block }) => block.index < end)
    .map((entry) => entry.certificate);
  if (damaged) {
    const where = `the block at ${lineOf(pem, damaged)} is damaged. ${faultOf(damaged) ?? ''}`;
    if (certificates.length === 0) {
      const count = blocks.filter((block) => faultOf(block) !== undefined).length;
      return found(
        'files',
        'not-pem',
        `${option} names ${path}, where ${count} certificate(s) are damaged: ${where}`,
      );
    }
    notes.push(
      `${option} names ${path}, where ${where} The Node.js driver silently uses only the ${certificates.length} certificate(s) before it; PyMongo and servers refuse the whole file.`,
    );
  }
  if (certificates.length === 0)
    return found(
      'files',
      'no-certificate',
      `${option} names ${path}, which holds no certificate. Node.js takes such a file silently and then trusts nobody.`,
    );
  if (!certificates.some((certificate) => isCa(certificate)))
    notes.push(`${path} holds no CA certificate, only certificates of servers or clients.`);
  return { certificates, notes };
}

const keyBlock =
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(?:(?!-----BEGIN )[\s\S])*?-----END (?:[A-Z0-9]+ )*PRIVATE KEY-----/;

/** Opens the private key as the TLS library does; undefined where that works. */
function checkKey({ text, path, pem }: Loaded, passphrase: string | undefined): Failure | undefined {
  const key = keyBlock.exec(text)?.[0] ?? '';
  const encryption = pem.keys[0]?.key.encryption;
  const isEncrypted = encryption !== undefined || /BEGIN ENCRYPTED|^Proc-Type:[ \t]*4,ENCRYPTED/m.test(key);
  if (isEncrypted && passphrase === undefined)
    return found('files', 'passphrase-required', `The private key in ${path} is encrypted.`);
  try {
    createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
    return undefined;
  } catch (error) {
    const raw = rawErrorOf(error);
    // a wrong passphrase may decrypt to well-padded noise, which fails in any later place
    const isNoise =
      !raw.code.includes('UNSUPPORTED') || nodeCrypto.publicKeyOf(key, passphrase) === 'wrong-passphrase';
    if (isEncrypted && isNoise)
      return found(
        'files',
        'wrong-passphrase',
        `The private key in ${path} cannot be decrypted with the passphrase given.`,
        { raw },
      );
    if (isEncrypted)
      return found(
        'files',
        'unsupported-by-tls-library',
        `The private key in ${path} is encrypted in an old way${encryption === undefined ? '' : ` (${encryption})`} that TLS libraries of today do not undo. Key and certificate may be right.`,
        {
          raw,
          only: true,
          fixes: [
            'Encrypt the key anew, which leaves the certificate as it is: openssl pkey -provider legacy -provider default -in OLD.pem -aes256 -out NEW.key, and put the certificate before it again.',
          ],
        },
      );
    return found(
      'files',
      'unsupported-by-tls-library',
      `The private key in ${path} cannot be decoded by this TLS library.`,
      { raw, sides: ['client-certificate'], fixes: ['Make a new key, and ask for a certificate for it.'] },
    );
  }
}

function checkCertificateKey(
  loaded: Loaded,
  passphrase: string | undefined,
): { certificates: readonly Certificate[] } | { failure: Failure } {
  const { option, path, pem, text } = loaded;
  const fail = (code: Failure['code'] & string, specific: string, fixes?: readonly string[]) => ({
    failure: found('files', code, specific, fixes ? { fixes } : {}),
  });
  const first = pem.blocks.find(({ content }) => content.type === 'certificate');
  const hasKey = keyBlock.test(text);
  if (!first)
    return fail(
      'no-certificate',
      hasKey
        ? `${option} names ${path}, which holds a private key but no certificate.`
        : `${option} names ${path}, which holds neither a certificate nor a private key.`,
    );
  const fault = faultOf(first);
  if (fault !== undefined)
    return fail('not-pem', `${option} names ${path}, whose certificate is damaged. ${fault}`);
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  const broken = pem.blocks.find(
    ({ label, problems }) => label.endsWith('PRIVATE KEY') && problems.length > 0,
  );
  if (!hasKey && broken)
    return fail(
      'not-pem',
      `${option} names ${path}, whose private key is damaged. ${broken.problems[0]?.message ?? ''}`,
    );
  if (!hasKey)
    return fail(
      'no-private-key',
      `${option} names ${path}, which holds ${certificates.length} certificate(s) but no private key.`,
    );
  const unusable = checkKey(loaded, passphrase);
  if (unusable) return { failure: unusable };
  const [key] = pem.keys;
  const half =
    key && publicHalf(pem, key, { crypto: nodeCrypto, ...(passphrase === undefined ? {} : { passphrase }) });
  const owner = half && certificateOfKey(half, certificates);
  if (half?.state !== 'known' || owner === 0) return { certificates };
  const belongs = owner === undefined || owner < 0 ? undefined : certificates[owner];
  if (!belongs || owner === undefined)
    return fail(
      'key-certificate-mismatch',
      `The private key in ${path} belongs to none of its ${certificates.length} certificate(s).`,
    );
  return fail(
    'key-certificate-mismatch',
    `The private key in ${path} belongs to certificate ${owner + 1} of the file (${subjectOf(belongs)}), and the first certificate is the one that is sent.`,
    [`Put certificate ${owner + 1} first in the file.`],
  );
}

function checkCrl({ option, path, pem, text }: Loaded): readonly Crl[] | Failure {
  if (!pem.blocks.some(({ label }) => label === 'X509 CRL'))
    return found('files', 'crl-unreadable', `${option} names ${path}, which holds no revocation list.`);
  try {
    createSecureContext({ crl: text });
    return pem.crls.map(({ crl }) => crl);
  } catch (error) {
    return found(
      'files',
      'crl-unreadable',
      `${option} names ${path}, whose revocation list cannot be decoded.`,
      {
        raw: rawErrorOf(error),
      },
    );
  }
}

/** What is taken over from each file, in the order in which a fault is reported. */
const readers: readonly (readonly [
  TlsOptionName,
  (
    loaded: Loaded,
    passphrase: string | undefined,
  ) => { inputs: Partial<TlsInputs>; notes?: readonly string[] } | { failure: Failure },
])[] = [
  [
    'tlsCAFile',
    (loaded) => {
      const checked = checkCa(loaded);
      if ('stage' in checked) return { failure: checked };
      const { certificates, notes } = checked;
      return { inputs: { ca: loaded.text, caPath: loaded.path, caCertificates: certificates }, notes };
    },
  ],
  [
    'tlsCertificateKeyFile',
    (loaded, passphrase) => {
      const checked = checkCertificateKey(loaded, passphrase);
      if ('failure' in checked) return checked;
      const [leaf, ...chain] = checked.certificates;
      return {
        inputs: {
          certificateKey: loaded.text,
          certificateKeyPath: loaded.path,
          clientChain: chain,
          ...(leaf ? { clientCertificate: leaf } : {}),
        },
      };
    },
  ],
  [
    'tlsCRLFile',
    (loaded) => {
      const checked = checkCrl(loaded);
      return 'stage' in checked ? { failure: checked } : { inputs: { crl: loaded.text, crls: checked } };
    },
  ],
];

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
  let inputs: TlsInputs = { ...noInputs, ...(passphrase === undefined ? {} : { passphrase }) };
  for (const [option, read] of readers) {
    const named = options.get(option);
    if (named === undefined) continue;
    const loaded = await load(option, named, folder);
    if ('failure' in loaded) return loaded;
    const result = read(loaded, passphrase);
    if ('failure' in result) return result;
    inputs = { ...inputs, ...result.inputs };
    notes.push(...(result.notes ?? []));
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
