import type { ClientName } from '../core/client-options/client-names.ts';
import { noInputs } from './check-files.ts';
import { ocspNotes } from './staple.ts';
import { clientOutcomes, clientTitles, differingClients } from './clients.ts';
import { codeOf } from './codes.ts';
import { commandsFor } from './commands.ts';
import type { Connection } from './connection-string.ts';
import type { Draft } from './draft.ts';
import { explain } from './explain.ts';
import type { Facts } from './facts.ts';
import { type Failure, found } from './failure.ts';
import { show, type Target } from './host-list.ts';
import { outcomesOf } from './hosts.ts';
import { tlsLibrary } from './library.ts';
import { pymongoNotes } from './pymongo-notes.ts';
import { redact, redactAll } from './redact.ts';
import type { ClientOutcome, ConnectReport, Diagnosis, DiagnosisCode } from './report.ts';
import type { ProbeRequest } from './request.ts';
import { texts } from './texts.ts';

/** By the words of {@link clientOutcomes}. */
function codeOfRefusal(why: string): DiagnosisCode {
  if (/alternative name|host name/.test(why)) return 'hostname-mismatch';
  if (why.includes('lack')) return 'unknown-ca';
  if (/OCSP .* revoked/.test(why)) return 'server-certificate-revoked';
  return why.includes('stapled OCSP') ? 'unknown' : 'unsupported-by-tls-library';
}

/** What a named client refuses although the connection works. */
function refusedBy(client: ClientName, outcomes: readonly ClientOutcome[]): Failure | undefined {
  const own = outcomes.find(({ name }) => name === clientTitles[client]);
  if (own?.connects !== 'no') return undefined;
  const code = codeOfRefusal(own.why);
  return found('tls', code, `${own.name} refuses this server: ${own.why}`, {
    sides: ['server-chain'],
    facts: { tlsAnswered: true },
  });
}

/** With what other clients would do, and what a named client refuses although the connection works. */
export async function withClients(
  draft: Draft,
  connection: Connection,
  { uri, options, driver }: ProbeRequest,
): Promise<Draft> {
  const { failure, wire } = draft;
  const ocsp = draft.tls?.ocsp ?? wire?.tls?.ocsp;
  const failed = failure && { code: codeOf(failure), title: texts[codeOf(failure)].title };
  const clients = await clientOutcomes({
    uri,
    options,
    connection,
    inputs: draft.inputs ?? noInputs,
    sent: connection.tls ? (wire?.sent ?? []) : [],
    wrongName: wire?.wrongName ?? false,
    ...(failed ? { failed } : {}),
    ...(ocsp ? { ocsp } : {}),
  });
  const refused = failure || driver === undefined ? undefined : refusedBy(driver, clients);
  const ofDriver =
    driver === 'pymongo'
      ? pymongoNotes({ connection, ...(failed ? { code: failed.code } : {}), ...(ocsp ? { ocsp } : {}) })
      : [];
  const notes = [...draft.notes, ...ocspNotes(ocsp), ...ofDriver];
  return { ...draft, notes, clients, ...(refused ? { failure: refused } : {}) };
}

/** What a report is made with: the texts it may not hold, and the connection where it could be read. */
export interface Context {
  readonly secrets: readonly string[];
  readonly connection?: Connection;
}

function diagnose(failure: Failure, facts: Facts, target: Target | undefined, context: Context): Diagnosis {
  const { secrets, connection } = context;
  const diagnosis = explain(failure, secrets, facts);
  if (diagnosis.commands || !connection) return diagnosis;
  const commands = commandsFor(diagnosis.code, connection, target);
  return commands.length > 0 ? { ...diagnosis, commands } : diagnosis;
}

/** The report on what was found. It holds no secret. */
export function reportOf(draft: Draft, context: Context): ConnectReport {
  const {
    steps,
    failure,
    alsoWrong = [],
    notes,
    wire,
    wires = [],
    members = [],
    mode,
    facts = {},
    clients,
  } = draft;
  const { secrets, connection } = context;
  const seen = new Set(failure ? [codeOf(failure)] : []);
  const others = alsoWrong.filter((other) => {
    const code = codeOf(other);
    return !seen.has(code) && seen.add(code);
  });
  const report: ConnectReport = {
    version: 1,
    ok: !failure,
    ...(wire ? { target: show(wire.target) } : {}),
    steps,
    ...(failure ? { diagnosis: diagnose(failure, facts, wire?.target, context) } : {}),
    ...(others.length > 0
      ? { alsoWrong: others.map((other) => diagnose(other, facts, wire?.target, context)) }
      : {}),
    ...(wire?.tls ? { tls: { ...wire.tls, ...draft.tls } } : {}),
    ...(draft.settings && Object.keys(draft.settings).length > 0 ? { serverSettings: draft.settings } : {}),
    ...draft.live,
    library: tlsLibrary(),
    ...(mode === undefined ? {} : { mode }),
    ...(wires.length + members.length > 1
      ? { hosts: [...outcomesOf(wires, false), ...outcomesOf(members, true)] }
      : {}),
    ...(connection ? { options: connection.options } : {}),
    ...(clients ? { clients } : {}),
    notes: [...new Set([...notes, ...differingClients(clients ?? [], !failure)])].map((note) =>
      redact(note, secrets),
    ),
  };
  return redactAll(report, secrets);
}
