import 'reflect-metadata';
import { X509Certificate, type Extension } from '@peculiar/x509';

/** An extension as text for people. */
export interface ExtensionText {
  readonly oid: string;
  /** `Subject Alternative Name`, or the dotted identifier. */
  readonly name: string;
  readonly critical: boolean;
  /** Several lines; hexadecimal for an unknown one. */
  readonly text: string;
}

/**
 * All extensions of a certificate, decoded with @peculiar/x509. Loaded by the inspect view only: the library takes tens of
 * milliseconds to load and about one for each certificate. Empty for a certificate that it cannot read.
 */
export function extensionTexts(der: Uint8Array): ExtensionText[] {
  try {
    return new X509Certificate(new Uint8Array(der)).extensions.map(textOf);
  } catch {
    // our own reader has said what is wrong with the certificate, if anything is
    return [];
  }
}

function textOf(extension: Extension): ExtensionText {
  const [title = '', ...lines] = extension.toString('text').split('\n');
  return {
    oid: extension.type,
    name: title.replace(/:( critical)?$/, ''),
    critical: extension.critical,
    text: lines.map((line) => line.replace(/^ {2}/, '')).join('\n'),
  };
}
