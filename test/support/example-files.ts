import type { FileFact } from '../../server/src/core/facts/facts.ts';
import { pemFiles } from './pki.ts';

/** The files that the examples on rule pages may name, beside those that are not on this machine. */
export function exampleFiles(): Map<string, FileFact> {
  return new Map<string, FileFact>([
    ['/etc/mongodb/cluster.key', textFile('b25lIGtleSBvZiB0aGUgY2x1c3Rlcg==\n', 0o400)],
    ['/etc/mongodb/hyphens.key', textFile('not-a-key\n', 0o400)],
    ['/etc/mongodb/two.key', textFile('- firstKey\n- secondKey\n', 0o400)],
    ['/etc/mongodb/encryption.key', textFile('dGhpcnR5LXR3byBieXRlcyBmb3IgdGhlIHN0b3JhZ2U=\n', 0o400)],
    ['/etc/mongodb/missing.key', { state: 'missing' }],
    ['/etc/ssl/missing.pem', { state: 'missing' }],
    ...Object.entries(pemFiles).map(([path, content]): [string, FileFact] => [
      path,
      { state: 'present', location: `/here${path}`, bytes: bytesOf(content), mode: 0o600 },
    ]),
    [
      '/etc/ssl/open.pem',
      { ...textFile(String(pemFiles['/etc/ssl/mongod.pem']), 0o644), location: '/etc/ssl/open.pem' },
    ],
  ]);
}

/** A text as a file that was found. */
export function textFile(text: string, mode = 0o600): FileFact & { state: 'present' } {
  return { state: 'present', location: '/here/file', bytes: new TextEncoder().encode(text), mode };
}

const encoded = new Map<string, Uint8Array>();

/** The same array for the same text, as a host that reads each file once would give it. */
function bytesOf(content: string | Uint8Array): Uint8Array {
  if (typeof content !== 'string') return content;
  const bytes = encoded.get(content) ?? new TextEncoder().encode(content);
  encoded.set(content, bytes);
  return bytes;
}
