import { tags } from './der.ts';

/** An element with its identifier octet and its content. */
export function writeDer(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const head = [tag, ...lengthOctets(size)];
  const element = new Uint8Array(head.length + size);
  element.set(head);
  let at = head.length;
  for (const part of parts) {
    element.set(part, at);
    at += part.length;
  }
  return element;
}

export function writeSequence(...parts: readonly Uint8Array[]): Uint8Array {
  return writeDer(tags.sequence, ...parts);
}

function lengthOctets(size: number): number[] {
  if (size < 0x80) return [size];
  const octets: number[] = [];
  for (let left = size; left > 0; left = Math.floor(left / 256)) octets.unshift(left % 256);
  return [0x80 + octets.length, ...octets];
}
