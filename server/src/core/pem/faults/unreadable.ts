import { decodeCertificate } from '../model/certificate.ts';
import type { BlockContent, CertificateIn, Pem, PemBlock } from '../model/pem.ts';
import { tags } from '../der/der.ts';
import { count } from '../model/judgements.ts';
import type { Platform } from '../../server/server-kind.ts';
import type { Severity } from '../../findings/finding.ts';

/**
 * How bad a damaged block is: OpenSSL, the reader of Linux builds, refuses it for certain. What the readers of Windows and macOS
 * make of it is not known (CryptStringToBinary in ssl_manager_windows.cpp, SecItemImport in ssl_manager_apple.cpp).
 */
export function damageSeverity(platform: Platform): Severity {
  return platform === 'linux' ? 'error' : 'warning';
}

/** Why OpenSSL reads nothing of a file. */
export interface Unreadable {
  /** One sentence. */
  readonly message: string;
  readonly block: PemBlock;
}

/**
 * The first damaged block: OpenSSL gives up on the whole file there. What is inside a block matters only for the `types` that
 * it looks for in a file of this role.
 */
export function unreadableBlock(pem: Pem, ...types: readonly BlockContent['type'][]): Unreadable | undefined {
  for (const block of pem.blocks) {
    const problem =
      block.problems[0]?.message ?? (types.includes(block.content.type) ? undecodable(block) : undefined);
    if (problem === undefined) continue;
    const message = `OpenSSL cannot read the file, because the block ${block.label} is damaged: ${lowerFirst(problem)}`;
    return { message, block };
  }
  return undefined;
}

/**
 * What keeps OpenSSL from reading the first certificate of certificateKeyFile or clusterFile. It reads that one, and no other,
 * with what may stand behind it (d2i_X509_AUX, crypto/x509/x_x509a.c): nothing, or a SEQUENCE of trust settings.
 */
export function unreadableFirst({ block, certificate }: CertificateIn): Unreadable | undefined {
  const more = bytesBehind({ block, certificate });
  const behind = block.bytes.subarray(certificate.der.length);
  if (more === 0 || (behind[0] === tags.sequence && !decodeCertificate(behind).ok)) return undefined;
  const message = `OpenSSL cannot read the file, because its first block holds ${count(more, 'further byte')} behind the certificate, as where lines were repeated.`;
  return { message, block };
}

/** How many bytes stand in a block behind its certificate. */
export function bytesBehind({ block, certificate }: CertificateIn): number {
  return block.bytes.length - certificate.der.length;
}

function undecodable({ content }: PemBlock): string | undefined {
  return 'decoded' in content && !content.decoded.ok ? `${content.decoded.error}.` : undefined;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]* /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
