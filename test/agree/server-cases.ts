import { existsSync, readFileSync } from 'node:fs';
import { parseText, pathsNamedBy } from '../../server/src/core/documents/document.ts';
import type { FileFact } from '../../server/src/core/facts/facts.ts';
import { lint } from '../support/lint.ts';
import { parseKeyFileBytes } from '../../server/src/core/keyfile/key-file.ts';
import { changeAtRuntime, type RunningState } from '../../server/src/core/security/runtime-change.ts';
import { newestVersion } from '../../server/src/core/server/server-version.ts';
import { textFile } from '../support/example-files.ts';
import { facts } from '../support/facts.ts';
import {
  upstreamFile,
  upstreamNow,
  upstreamRoot,
  type UpstreamCertificate,
} from '../support/upstream-certificates.ts';
import { lintWithSchema, type SchemaOption } from './synthetic.ts';
import type { ConfigExpand, Platform } from '../../server/src/core/server/server-kind.ts';
import type { Finding } from '../../server/src/core/findings/finding.ts';
import { decodeConfig } from '../../server/src/core/documents/decode-document.ts';

type Verdict = 'valid' | 'invalid' | 'warning';

/** A case of ../shared/cases: a text that MongoDB's own tests give the server, and what the server makes of it. */
export interface Case {
  readonly id: string;
  readonly kind: 'config' | 'ini' | 'keyfile';
  readonly input: string | null;
  readonly inputHex?: string;
  readonly encoding?: string;
  readonly program: string;
  readonly expect: Verdict;
  readonly why: string;
  readonly synthetic?: boolean;
  readonly schema?: readonly SchemaOption[];
  readonly platforms?: readonly Platform[];
  readonly sinceRelease?: readonly string[];
  readonly since?: string;
  readonly configExpand?: ConfigExpand;
  readonly mode?: string;
  readonly form?: string;
  readonly startedWith?: string;
  /** The keys that the server finds in a keyfile. */
  readonly expectedKeys?: readonly string[];
}

/** What came of a case: our verdict beside the server's, or why there is none of ours. */
export type Outcome =
  | { readonly entry: Case; readonly unjudged: string }
  | {
      readonly entry: Case;
      readonly ours: Verdict;
      readonly said: readonly string[];
      readonly agreed: boolean;
    };

const folder = new URL('../../../shared/cases/', import.meta.url);

/** Whether the cases are on this machine. */
export const hasCases = existsSync(folder);

/** The cases that judge what a configuration or a keyfile says; connection strings and certificates have tests of their own. */
export const caseKinds = ['config', 'ini', 'keyfile'] as const;

/** All cases of a kind, judged. */
export function judgeCases(kind: (typeof caseKinds)[number]): Outcome[] {
  return read<Case>(kind).map(judgeCase);
}

function read<T>(name: string): T[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as T[];
}

function judgeCase(entry: Case): Outcome {
  const unjudged = reasonNotToJudge(entry);
  if (unjudged !== undefined) return { entry, unjudged };
  // each platform and each release that a case is for must give the same
  const verdicts = [...verdictsOf(entry)];
  const differing = verdicts.find(({ ours }) => ours !== entry.expect);
  const { ours, said } = differing ?? verdicts[0] ?? { ours: 'valid', said: [] };
  // warnings of ours on a file that the server takes without a word are advice
  return {
    entry,
    ours,
    said,
    agreed: ours === entry.expect || (ours === 'warning' && entry.expect === 'valid'),
  };
}

function reasonNotToJudge({ id, input }: Case): string | undefined {
  if (input === null)
    return 'there is no text: the command line says that it cannot read a folder or nothing';
  if (id === 'expand/exec/recursive' || id === 'expand/exec/digest-bad-5')
    return 'it depends on what the command prints, and directives are never run';
  return undefined;
}

interface Judged {
  readonly ours: Verdict;
  readonly said: readonly string[];
}

function* verdictsOf(entry: Case): Iterable<Judged> {
  const text = entry.input ?? '';
  if (entry.form?.startsWith('setParameter')) yield atRunTime(entry);
  else if (entry.kind === 'keyfile') yield judgeKeyFile(entry);
  else if (entry.schema) {
    for (const platform of entry.platforms ?? ['linux' as const])
      yield ofFindings(lintWithSchema(textOf(entry, platform), entry.schema));
  } else {
    const config = entry.form === undefined ? text : withAttributes(text);
    for (const program of entry.program.split(',')) {
      for (const platform of entry.platforms ?? ['linux' as const]) {
        for (const version of entry.sinceRelease ?? [
          ...(entry.since === undefined ? [] : [entry.since]),
          '8.0.10',
        ])
          yield ofFindings(configFindings(entry, config, program, platform, version));
      }
    }
  }
}

/** A configuration that names cluster members by a distinguished name. */
function withAttributes(name: string): string {
  return `net:
  tls:
    mode: requireTLS
    certificateKeyFile: jstests/libs/server.pem
    CAFile: jstests/libs/ca.pem
    clusterAuthX509:
      attributes: ${JSON.stringify(name)}
security:
  clusterAuthMode: x509
setParameter:
  tlsClusterAuthX509Override: '{attributes: "O=Example"}'
`;
}

function textOf({ input, inputHex }: Case, platform: Platform): string {
  return inputHex === undefined ? (input ?? '') : decodeConfig(Buffer.from(inputHex, 'hex'), platform);
}

function configFindings(
  { configExpand, mode }: Case,
  text: string,
  program: string,
  platform: Platform,
  version: string,
): Finding[] {
  const document = parseText('config', text, { program: program === 'mongos' ? 'mongos' : 'mongod' });
  const files = new Map(pathsNamedBy(document).flatMap((path) => namedFile(path)));
  return lint(
    document,
    facts({
      version,
      platform,
      files,
      now: upstreamNow,
      ...(configExpand ? { configExpand } : {}),
      ...(mode === undefined ? {} : { fileMode: Number.parseInt(mode, 8) }),
    }),
  );
}

let certificates: ReadonlyMap<string, UpstreamCertificate> | undefined;

/** A file as MongoDB's tests have it at this path; nothing where they are not known to have one. */
function namedFile(path: string): [string, FileFact][] {
  if (/\bca\.pem$/.test(path)) return [[path, textFile(upstreamRoot.pem)]];
  certificates ??= new Map(
    read<{ id: string; meta: UpstreamCertificate }>('cert').map(({ id, meta }) => [
      id.replace('cert/', ''),
      meta,
    ]),
  );
  const meta = certificates.get(path.replace(/^.*\//, ''));
  return meta ? [[path, textFile(upstreamFile(meta))]] : [];
}

function judgeKeyFile({ input, encoding, mode, expect, expectedKeys }: Case): Judged {
  const bytes = Buffer.from(input ?? '', encoding === 'latin1' ? 'latin1' : 'utf8');
  const file = parseKeyFileBytes(bytes);
  const keys = file.yaml.keys.map((key) => key.reveal());
  if (expectedKeys && JSON.stringify(keys) !== JSON.stringify(expectedKeys))
    return { ours: expect === 'invalid' ? 'valid' : 'invalid', said: ['we find other keys in it'] };
  return ofFindings(lint(file, facts(mode === undefined ? {} : { fileMode: Number.parseInt(mode, 8) })));
}

/** The form of these cases is a command to a running server, and what it was started with. */
function atRunTime({ input, startedWith = '' }: Case): Judged {
  const command = JSON.parse(input ?? '{}') as Record<string, string>;
  const [parameter, value] =
    Object.entries(command).find(
      ([name]) => name === 'tlsMode' || name === 'sslMode' || name === 'clusterAuthMode',
    ) ?? [];
  const mode = /net\.ssl\.mode=(\w+)SSL/.exec(startedWith)?.[1];
  const state = {
    tlsMode: mode === undefined ? 'disabled' : `${mode}TLS`,
    clusterAuthMode: /clusterAuthMode=(\w+)/.exec(startedWith)?.[1],
  } as RunningState;
  const change = changeAtRuntime(
    state,
    parameter as Parameters<typeof changeAtRuntime>[1],
    value ?? '',
    newestVersion,
  );
  return change.accepted ? { ours: 'valid', said: [] } : { ours: 'invalid', said: [change.reason] };
}

function ofFindings(findings: readonly Finding[]): Judged {
  const has = (severity: Finding['severity']) => findings.some((finding) => finding.severity === severity);
  return {
    ours: has('error') ? 'invalid' : has('warning') ? 'warning' : 'valid',
    said: findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`),
  };
}
