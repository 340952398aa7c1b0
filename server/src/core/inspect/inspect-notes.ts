import type { CryptoPort } from '../pem/model/crypto-port.ts';
import type { InspectedChain, InspectReport } from './inspect-report.ts';
import { isCa, type Certificate } from '../pem/model/certificate.ts';
import type { Pem } from '../pem/model/pem.ts';
import { chainOf, issuersAmong } from '../pem/chain/chain.ts';
import { count, endsSoon, validityAt } from '../pem/model/judgements.ts';
import { fileFaults } from '../pem/faults/file-faults.ts';
import { isForClientsOnly } from '../pem/faults/purpose.ts';
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
  for (const { severity, message } of fileFaults(pem, context)) note(severity, message);
  noteKeys(pem, context, note);
  noteUse(pem, note);
  for (const { missingIssuer } of chainsIn(pem, context.crypto)) {
    if (missingIssuer !== undefined) note('info', `The issuer "${missingIssuer}" is not in this file.`);
  }
  const rank = { error: 0, warning: 1, info: 2 };
  return notes.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

type AddNote = (severity: Note['severity'], message: string) => void;

function noteKeys(pem: Pem, context: RoleContext, note: AddNote): void {
  const [first] = pem.certificates;
  for (const key of pem.keys) {
    const half = publicHalf(pem, key, context);
    if (half.state === 'wrong-passphrase') note('error', 'The passphrase does not open the private key.');
    if (!first || certificateOfKey(half, [first.certificate]) !== 0) continue;
    note('info', `The private key belongs to the certificate "${readableName(first.certificate.subject)}".`);
  }
}

/** What a certificate is good for that is none for servers. */
function noteUse({ certificates: [own] }: Pem, note: AddNote): void {
  if (!own || !isForClientsOnly(own.certificate)) return;
  note(
    'info',
    `"${readableName(own.certificate.subject)}" is a certificate for clients: drivers and mongosh show it (tlsCertificateKeyFile), users log in with it by x.509, and a member may show it to others (clusterFile). It is none for a server.`,
  );
}
