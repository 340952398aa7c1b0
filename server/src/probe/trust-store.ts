import { readFile, stat } from 'node:fs/promises';
import * as tls from 'node:tls';
import type { Certificate } from '../core/pem/model/certificate.ts';
import { hasIssued } from '../core/pem/chain/chain.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { certificateOf, isSame } from './certificates.ts';

const block = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----((?:(?!-----BEGIN )[\s\S])*?)-----END/g;

/**
 * Certificates that a client trusts without a CA file. They are taken apart when they are first asked for, and decoded only where
 * their bytes hold the name that is looked for: decoding 140 roots would block for a tenth of a second.
 */
export class TrustStore {
  readonly #load: () => readonly string[] | Promise<readonly string[]>;
  #ders: Promise<readonly Buffer[]> | undefined;

  constructor(load: () => readonly string[] | Promise<readonly string[]>) {
    this.#load = load;
  }

  async #all(): Promise<readonly Buffer[]> {
    const texts = await this.#load();
    return texts.flatMap((text) =>
      [...text.matchAll(block)].map(([, base64 = '']) => Buffer.from(base64, 'base64')),
    );
  }

  /** Those that issued one of some certificates, or are one of them. */
  async anchorsFor(certificates: readonly Certificate[]): Promise<Certificate[]> {
    this.#ders ??= this.#all();
    const ders = await this.#ders;
    const found = new Map<Buffer, Certificate>();
    for (const certificate of certificates) {
      for (const der of ders) {
        if (found.has(der) || !der.includes(Buffer.from(certificate.issuer.der))) continue;
        const anchor = certificateOf(der);
        if (!anchor) continue;
        if (hasIssued(anchor, certificate, nodeCrypto) || isSame(anchor, certificate)) found.set(der, anchor);
      }
    }
    return [...found.values()];
  }
}

const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Newer releases of Node.js read the operating system's store themselves. */
type WithSystemStore = typeof tls & { getCACertificates?: (type: 'system') => string[] };

/** The operating system's trusted certificates, as PEM; empty where they cannot be read. */
export async function systemCertificates(): Promise<readonly string[]> {
  const store = (tls as WithSystemStore).getCACertificates;
  if (store) return store('system');
  const file = await systemBundle();
  return file ? [await readFile(file.path, 'utf8').catch(() => '')] : [];
}

/** The file with the certificates of the system, and when it was written. */
async function systemBundle(): Promise<{ path: string; written: number } | undefined> {
  const files = [process.env.SSL_CERT_FILE ?? '', ...systemBundles].filter((path) => path !== '');
  for (const path of files) {
    try {
      return { path, written: (await stat(path)).mtimeMs };
    } catch {
      // the next place may have it
      continue;
    }
  }
  return undefined;
}

/** The public authorities that Node.js ships (those of Mozilla). */
export const bundledRoots = new TrustStore(() => tls.rootCertificates);

let known: { readonly key: string; readonly store: TrustStore } | undefined;

/** The operating system's store. It may change while the editor runs: a file that was written since is read anew. */
export async function systemRoots(): Promise<TrustStore> {
  const file = await systemBundle();
  const key = file ? `${file.path} ${file.written}` : '';
  if (known?.key !== key) known = { key, store: new TrustStore(systemCertificates) };
  return known.store;
}
