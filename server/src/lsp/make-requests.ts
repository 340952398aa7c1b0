import { combinePem, type Part } from '../make/combine-pem.ts';
import { keyFileMode, newKeyFile } from '../make/new-key.ts';
import { makeSampleWorkspace } from '../make/sample-workspace.ts';
import { defaultOrganization, makeTestSetUp, warning } from '../make/test-set-up.ts';
import type {
  CombinePemParams,
  CombinePemResult,
  NewFileParams,
  NewFileResult,
  TestCertificatesParams,
  TestCertificatesResult,
  WriteSampleParams,
  WriteSampleResult,
} from '../protocol.ts';
import type { Session } from './session.ts';
import { localPathOf, uriOfPath } from './workspace.ts';
import { limits } from '../host/host.ts';

/** The files are for a try-out, and a CA of ten years is not. */
const validDays = 90;

/** The answer to a request that would write. */
export const notTrusted = 'In a workspace that is not trusted no file is written.';
const notOnDisk = 'Only files on a disk can be written; choose another place.';

/** Answers `mongodbTls/generateKeyfile`. The key never leaves the server but for the file. */
export function generateKeyfile(params: NewFileParams, session: Session): Promise<NewFileResult> {
  return writeFile(params, session, {
    text: newKeyFile(),
    mode: keyFileMode,
    message: 'Every member of the cluster needs this same file, owned by the user that runs the server.',
  });
}

/** Answers `mongodbTls/combinePem`. */
export async function combine(params: CombinePemParams, session: Session): Promise<CombinePemResult> {
  const { host, crypto, open, keyFiles } = session;
  const parts: Part[] = [];
  for (const uri of params.from) {
    const path = localPathOf(uri);
    const fact = path === undefined ? undefined : await host.read(path, limits.pem);
    if (fact?.state !== 'present') return failed(`${path ?? uri} could not be read.`);
    parts.push({ name: keyFiles.nameOf(fact.location), bytes: fact.bytes });
  }
  const passphrase = params.passphrase === undefined ? undefined : open(params.passphrase);
  if (params.passphrase !== undefined && passphrase === undefined)
    return failed('The passphrase did not reach the language server. Restart it and try again.');
  const combination = combinePem(parts, { crypto, ...(passphrase === undefined ? {} : { passphrase }) });
  if (!combination.done) {
    const message = `The files were not combined: ${combination.reason}.`;
    return combination.passphrase === undefined ? failed(message) : { state: 'passphrase', message };
  }
  return writeFile(params, session, { text: combination.text, mode: 0o600, message: combination.summary });
}

/** Answers `mongodbTls/generateTestCertificates`. */
export async function generateTestCertificates(
  { folder, ...setUp }: TestCertificatesParams,
  { host, workspace }: Session,
): Promise<TestCertificatesResult> {
  const path = localPathOf(folder);
  if (!workspace.trusted) return { files: [], message: notTrusted };
  if (path === undefined) return { files: [], message: notOnDisk };
  const made = await makeTestSetUp(
    { ...setUp, folder: path, days: validDays, organization: defaultOrganization },
    host,
  );
  if ('wrong' in made) return { files: [], message: `Nothing was made: ${made.wrong}.` };
  if ('problem' in made) return { files: [], message: made.problem };
  const files = made.paths.map(uriOfPath);
  const configuration = files.find((uri) => uri.endsWith('.conf'));
  return { files, message: warning, ...(configuration === undefined ? {} : { open: configuration }) };
}

/** Answers `mongodbTls/writeSample`. */
export async function writeSample(
  { folder }: WriteSampleParams,
  { host, workspace }: Session,
): Promise<WriteSampleResult> {
  const path = localPathOf(folder);
  if (!workspace.trusted) return { problem: notTrusted };
  if (path === undefined) return { problem: notOnDisk };
  const made = await makeSampleWorkspace(path, host);
  return 'problem' in made ? made : {};
}

interface NewFile {
  readonly text: string;
  readonly mode: number;
  /** What to say once it is written. */
  readonly message: string;
}

async function writeFile(
  { uri, overwrite }: NewFileParams,
  session: Session,
  { text, mode, message }: NewFile,
): Promise<NewFileResult> {
  const { host, workspace } = session;
  const path = localPathOf(uri);
  if (!workspace.trusted) return failed(notTrusted);
  if (path === undefined) return failed(notOnDisk);
  const bytes = new TextEncoder().encode(text);
  const present = (await host.stat(path)) !== 'missing';
  if (present && !overwrite) return { state: 'exists' };
  const problem = await (present ? host.replace(path, bytes, { mode }) : host.create(path, bytes, mode));
  if (problem !== undefined) return failed(`${path} ${problem}.`);
  session.changedFiles([uri]);
  return { state: 'written', message };
}

function failed(message: string): NewFileResult & { state: 'failed' } {
  return { state: 'failed', message };
}

/** The answers where something of ours failed. */
export const makingFailed = failed('The file could not be made. The log of MongoDB TLS says why.');
export const sampleFailed: WriteSampleResult = { problem: makingFailed.message };
export const certificatesFailed: TestCertificatesResult = { files: [], message: makingFailed.message };
