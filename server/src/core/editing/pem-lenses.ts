import type { Facts } from '../facts/facts.ts';
import { isCa, type Certificate } from '../pem/model/certificate.ts';
import type { Pem, PemBlock } from '../pem/model/pem.ts';
import type { GeneralName } from '../pem/der/general-name.ts';
import { allowsUsage } from '../pem/model/judgements.ts';
import { isEmptyName, rfc2253 } from '../pem/der/name.ts';
import { isDamaged, titleOf, untilText, validityText } from '../pem/model/titles.ts';
import type { Span } from '../text/span.ts';

/** A line above a block: what it is, or a text to take along. */
export interface PemLens {
  readonly span: Span;
  readonly title: string;
  /** Absent: the lens leads to the inspection of the file. */
  readonly copy?: { readonly text: string; readonly what: string };
}

/** The lines above the blocks of a file: name and days left, and what can be copied of a certificate. Holds no secret. */
export function pemLenses(pem: Pem, { now }: Pick<Facts, 'now'>): PemLens[] {
  return pem.blocks.filter((block) => !isDamaged(block)).flatMap((block) => lensesOf(block, now));
}

function lensesOf(block: PemBlock, now: number): PemLens[] {
  const { content, begin: span } = block;
  const { name, detail } = titleOf(block);
  switch (content.type) {
    case 'certificate': {
      if (!content.decoded.ok) return [];
      const { value } = content.decoded;
      return [{ span, title: `${name}: ${validityText(value, now)}` }, ...copies(value, span)];
    }
    case 'crl': {
      if (!content.decoded.ok) return [];
      const { nextUpdate } = content.decoded.value;
      return [{ span, title: nextUpdate === undefined ? name : `${name}: ${untilText(nextUpdate, now)}` }];
    }
    case 'private-key':
    case 'certificate-request':
      return [{ span, title: detail === '' ? name : `${name}: ${detail}` }];
    case 'foreign':
    case 'other':
    case 'unknown':
      return [];
  }
}

function copies(certificate: Certificate, span: Span): PemLens[] {
  const { subject, subjectAltNames = [] } = certificate;
  const lenses: PemLens[] = [];
  // a name for logging in is of use only where the certificate may log in
  if (!isCa(certificate) && !isEmptyName(subject) && allowsUsage(certificate, 'clientAuth')) {
    const copy = { text: rfc2253(subject), what: 'the $external user name' };
    lenses.push({ span, title: 'Copy $external user name', copy });
  }
  if (subjectAltNames.length > 0) {
    const copy = { text: subjectAltNames.map(sanText).join(','), what: 'the alternative names' };
    lenses.push({ span, title: 'Copy SAN list', copy });
  }
  return lenses;
}

const sanTypes: Readonly<Record<GeneralName['type'], string>> = {
  dns: 'DNS',
  ip: 'IP',
  email: 'email',
  uri: 'URI',
  dn: 'DirName',
  id: 'RID',
  other: 'otherName',
};

/** As openssl writes it, and takes it in `-addext "subjectAltName=…"`. */
function sanText({ type, value }: GeneralName): string {
  return `${sanTypes[type]}:${value}`;
}
