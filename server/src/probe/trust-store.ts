import { readFile } from 'node:fs/promises';
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
  const files = [process.env.SSL_CERT_FILE ?? '', ...systemBundles].filter((path) => path !== '');
  for (const file of files) {
    try {
      return [await readFile(file, 'utf8')];
    } catch {
      // the next place may have it
      continue;
    }
  }
  return [];
}

/** The public authorities that Node.js ships (those of Mozilla). */
export const bundledRoots = new TrustStore(() => tls.rootCertificates);

/** The operating system's store, read anew for each test of a connection: it may change while the editor runs. */
export function systemRoots(): TrustStore {
  return new TrustStore(systemCertificates);
}
