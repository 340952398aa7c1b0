import type { CertificateIn, Pem } from '../model/pem.ts';
import { lineAt, type Edit, type Span } from '../../text/span.ts';

/**
 * The edits that put the certificates of a path, the leaf first, into the places that they have in the file. Each takes along
 * the text before it, such as its `subject=` line. All else stays where it is, so that no edit holds a private key. None where
 * a block is damaged: its END line may be another one than it seems.
 */
export function orderPath(pem: Pem, path: readonly CertificateIn[]): Edit[] {
  const isSound = pem.blocks.every(({ problems, swallowed }) => problems.length + swallowed.length === 0);
  if (!isSound || pem.strays.length > 0) return [];
  const places = inFileOrder(path);
  return places.flatMap((place, index) => {
    const certificate = path[index];
    if (!certificate || certificate === place) return [];
    return [{ span: withTextBefore(pem, place), text: pem.text.slice(...withTextBefore(pem, certificate)) }];
  });
}

/** The certificate that is the first of the file once a path is put in order: the one that servers take for their own. */
export function firstWhenOrdered(pem: Pem, path: readonly CertificateIn[]): CertificateIn | undefined {
  const [first] = pem.certificates;
  return inFileOrder(path)[0] === first ? path[0] : first;
}

function inFileOrder(path: readonly CertificateIn[]): CertificateIn[] {
  return [...path].sort((a, b) => a.block.index - b.block.index);
}

function withTextBefore({ text, blocks }: Pem, { block }: CertificateIn): Span {
  const before = blocks[block.index - 1];
  const start = before ? lineAt(text, before.span[1])[1] : text.startsWith('\uFEFF') ? 1 : 0;
  return [start, block.span[1]];
}
