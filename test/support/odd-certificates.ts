import { keyOf } from './certs.ts';
import * as write from './der-writer.ts';

/** What a certificate of {@link rawCertificate} holds, each piece as DER; a piece left out is an ordinary one. */
export interface RawShape {
  readonly serial?: write.Bytes;
  readonly name?: write.Bytes;
  readonly notBefore?: write.Bytes;
  readonly notAfter?: write.Bytes;
  readonly extensions?: readonly write.Bytes[];
}

/** A certificate whose signature is none: for readers of its fields, which need not believe it. */
export function rawCertificate(shape: RawShape): write.Bytes {
  const algorithm = write.sequence(write.oid('1.2.840.10045.4.3.2'));
  const name = shape.name ?? nameOf([[['2.5.4.3', write.utf8('x')]]]);
  const { notBefore = utcTime('260101000000Z'), notAfter = utcTime('280101000000Z') } = shape;
  const toBeSigned = write.sequence(
    write.explicit(0, write.integer(2)),
    shape.serial ?? write.integer(1),
    algorithm,
    name,
    write.sequence(notBefore, notAfter),
    name,
    keyOf('odd').public.export({ type: 'spki', format: 'der' }),
    ...(shape.extensions ? [write.explicit(3, write.sequence(...shape.extensions))] : []),
  );
  return write.sequence(toBeSigned, algorithm, write.bits(Buffer.from('no signature')));
}

/** A name of parts, each of attributes with the DER of their values. */
export function nameOf(parts: readonly (readonly [oid: string, value: write.Bytes][])[]): write.Bytes {
  return write.sequence(
    ...parts.map((part) => write.set(...part.map(([oid, value]) => write.sequence(write.oid(oid), value)))),
  );
}

export const utcTime = (text: string): write.Bytes => write.der(0x17, Buffer.from(text, 'latin1'));
export const generalizedTime = (text: string): write.Bytes => write.der(0x18, Buffer.from(text, 'latin1'));
