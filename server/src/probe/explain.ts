import { adviceFor, type Facts } from './facts.ts';
import { alertOf, codeOf } from './codes.ts';
import type { Failure, Stage } from './failure.ts';
import { redact } from './redact.ts';
import type { Diagnosis, DiagnosisCode } from './report.ts';
import { texts } from './texts.ts';

const where: Readonly<Record<Stage, string>> = {
  options: 'The options were refused before anything was dialled.',
  files: 'A file of the TLS options was refused before anything was dialled.',
  dns: 'The host name could not be looked up.',
  tcp: 'The TCP connection could not be opened.',
  tls: 'The TCP connection was opened, and the TLS handshake failed.',
  hello: 'The connection was opened, and the server did not answer the greeting as a MongoDB server does.',
  auth: 'The server answers, and the login failed.',
  ping: 'The server answers a greeting, and the driver could not use it.',
};

/** A sentence that helps even where the code says nothing to this tool. */
function unknownCause({ stage, raw }: Failure): string {
  const alert = alertOf(raw.code);
  return alert === undefined
    ? where[stage]
    : `${where[stage]} The server ended it with the TLS alert ${alert.toLowerCase().replaceAll('_', ' ')}.`;
}

const silentPort =
  'The port took the connection, and then no answer came. A server that hangs or is overloaded does so, and so does another program at this port, or a proxy or firewall without a server behind it.';

/** What is said of a failure that brings no words of its own; undefined: the general explanation says it all. */
function ownWords(code: DiagnosisCode, failure: Failure): string | undefined {
  if (code === 'unknown') return unknownCause(failure);
  const { stage } = failure;
  return code === 'connect-timeout' && (stage === 'tls' || stage === 'hello') ? silentPort : undefined;
}

/** Puts a failure in words: what was seen of this case first, then the general explanation. */
export function explain(failure: Failure, secrets: readonly string[] = [], known: Facts = {}): Diagnosis {
  const code = codeOf(failure);
  const text = texts[code];
  const words = failure.specifics ? undefined : ownWords(code, failure);
  const specifics = words === undefined ? (failure.specifics ?? []) : [words];
  const replaced = words === silentPort || (code === 'unknown' && failure.specifics);
  // what drivers do with such a string is said once
  const isTold = code === 'bad-connection-string' && specifics.some((each) => /\brefuse\b/.test(each));
  const general = replaced || failure.only || isTold ? [] : [text.explanation];
  const facts = { ...known, ...failure.facts };
  const advice = failure.only ? [] : adviceFor(text.fixes, facts, failure.sides);
  return {
    code,
    title: text.title,
    explanation: [...specifics, ...general].join(' '),
    fixes: [...new Set([...(failure.fixes ?? []), ...advice])],
    ...(failure.commands?.length ? { commands: failure.commands } : {}),
    facts,
    raw: { code: redact(failure.raw.code, secrets), message: redact(failure.raw.message, secrets) },
  };
}
