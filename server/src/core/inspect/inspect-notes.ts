import type { CryptoPort } from '../pem/model/crypto-port.ts';
import type { InspectedChain, InspectReport } from './inspect-report.ts';
import { isCa, type Certificate } from '../pem/model/certificate.ts';
import type { Pem } from '../pem/model/pem.ts';
import { chainOf, issuersAmong, pathProblems } from '../pem/chain/chain.ts';
import { count, daysUntil, endsSoon, validityAt } from '../pem/model/judgements.ts';
import { certificateOfKey, publicHalf } from '../pem/chain/key-match.ts';
import { readableName } from '../pem/der/name.ts';
import type { RoleContext } from '../pem/faults/role-fault.ts';

type Note = InspectReport['notes'][number];

export interface NotesContext extends RoleContext {
  /** How many days before its end a certificate is worth a warning; 30 unless given. */
  readonly expiryWarningDays?: number;
}

/** Whether a certificate is valid, and whether it will be for long. */
export function stateOf(
  certificate: Pick<Certificate, 'notBefore' | 'notAfter'>,
  { now, expiryWarningDays = 30 }: NotesContext,
): 'valid' | 'ending' | 'expired' | 'not-yet-valid' {
  const state = validityAt(certificate, now);
  return state === 'valid' && endsSoon(certificate, now, expiryWarningDays) ? 'ending' : state;
}

/** The chains of a file, one for each certificate that none of the others was issued by. */
export function chainsIn(pem: Pem, crypto: CryptoPort | undefined): InspectedChain[] {
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  const blocks = new Map(pem.certificates.map(({ block, certificate }) => [certificate, block.index]));
  const leaves = certificates.filter((certificate) => !isCa(certificate));
  const issuers = issuersAmong(certificates);
  const starts = leaves.length > 0 ? leaves : certificates.filter((certificate) => !issuers.has(certificate));
  return starts.map((start) => {
    const { path, missing } = chainOf(start, certificates, crypto);
    return {
      blocks: path.flatMap((certificate) => blocks.get(certificate) ?? []),
      ...(missing ? { missingIssuer: readableName(missing) } : {}),
    };
  });
}

/** What is wrong with the file as a whole, or worth knowing, the worst first. */
export function notesOn(pem: Pem, context: NotesContext): Note[] {
  const notes: Note[] = [];
  const note = (severity: Note['severity'], message: string): void => {
    notes.push({ severity, message });
  };
  if (pem.foreign) {
    const { name, advice } = pem.foreign;
    note('error', `The file is ${name === 'empty' ? name : `not PEM but ${name}`}. ${advice}`);
  } else if (pem.blocks.length === 0 && pem.strays.length === 0) {
    note('error', 'The file holds no PEM block: no line "-----BEGIN …-----" starts one.');
  }
  for (const stray of pem.strays) note('error', stray.message);
  for (const { label, swallowed } of pem.blocks) {
    if (swallowed.length === 0) continue;
    note(
      'warning',
      `${count(swallowed.length, 'block')} of the file cannot be seen, because the END line of the block ${label} before is lost.`,
    );
  }
  noteKeys(pem, context, note);
  noteCertificates(pem, context, note);
  const rank = { error: 0, warning: 1, info: 2 };
  return notes.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

type AddNote = (severity: Note['severity'], message: string) => void;

function noteKeys(pem: Pem, context: RoleContext, note: AddNote): void {
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  if (pem.keys.length > 1) {
    note(
      'warning',
      `The file holds ${count(pem.keys.length, 'private key')}; mongod uses the first one only.`,
    );
  }
  for (const key of pem.keys) {
    const half = publicHalf(pem, key, context);
    if (half.state === 'wrong-passphrase') note('error', 'The passphrase does not open the private key.');
    else if (half.state === 'locked')
      note(
        'info',
        'The private key is encrypted; give its passphrase to see whether it belongs to the certificate.',
      );
    const owner = certificateOfKey(half, certificates);
    if (owner === undefined || certificates.length === 0) continue;
    const name = certificates[owner];
    if (!name) note('warning', 'The private key belongs to no certificate of this file.');
    else if (owner === 0)
      note('info', `The private key belongs to the certificate "${readableName(name.subject)}".`);
    else {
      note(
        'warning',
        `The private key belongs to certificate ${owner + 1} of the file, "${readableName(name.subject)}"; mongod takes the first one.`,
      );
    }
  }
}

function noteCertificates(pem: Pem, context: NotesContext, note: AddNote): void {
  const { now, crypto } = context;
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  for (const certificate of certificates) {
    const name = readableName(certificate.subject);
    const state = stateOf(certificate, context);
    const days = daysUntil(certificate.notAfter, now);
    if (state === 'expired') note('warning', `"${name}" expired ${count(-days, 'day')} ago.`);
    else if (state === 'not-yet-valid') note('warning', `"${name}" is not valid yet.`);
    else if (state === 'ending') note('warning', `"${name}" expires in ${count(days, 'day')}.`);
  }
  const leaves = new Set(
    pem.certificates.flatMap(({ block, certificate }) => (isCa(certificate) ? [] : [block.index])),
  );
  for (const { blocks, missingIssuer } of chainsIn(pem, crypto)) {
    if (!isLeafFirst(leaves, blocks)) {
      note(
        'warning',
        'The chain is out of order: the leaf comes first, each certificate followed by its issuer.',
      );
    }
    if (missingIssuer !== undefined) note('info', `The issuer "${missingIssuer}" is not in this file.`);
  }
  for (const certificate of certificates.filter((entry) => !isCa(entry))) {
    const { path } = chainOf(certificate, certificates, crypto);
    for (const { message } of pathProblems(path)) note('warning', message);
  }
}

/** Among certificates to be trusted any order will do; below a leaf, servers send them as they stand. */
function isLeafFirst(leaves: ReadonlySet<number>, blocks: readonly number[]): boolean {
  if (!leaves.has(blocks[0] ?? -1)) return true;
  return blocks.every((block, index) => index === 0 || block > (blocks[index - 1] ?? 0));
}
