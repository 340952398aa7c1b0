import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { authority } from '../support/certs.ts';

/** A bundle of CA certificates: those that Node.js trusts, and as many made ones as are missing. */
export function bundle(count: number): string[] {
  const real = rootCertificates.slice(0, count).map((pem) => `${pem}\n`);
  const made = Array.from(
    { length: count - real.length },
    (_, index) => authority({ subject: `O=Bench, CN=CA ${String(index)}` }).pem,
  );
  return [...real, ...made];
}

/** Reads each certificate with an `openssl x509` process of its own, as scripts do; undefined without openssl. */
export function opensslForEach(certificates: readonly string[], cache: string): (() => void) | undefined {
  if (spawnSync('openssl', ['version']).status !== 0) return undefined;
  const folder = join(cache, 'certificates');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = certificates.map((pem, index) => {
    const file = join(folder, `${String(index)}.pem`);
    writeFileSync(file, pem);
    return file;
  });
  return () => {
    for (const file of files) spawnSync('openssl', ['x509', '-in', file, '-noout', '-text']);
  };
}
