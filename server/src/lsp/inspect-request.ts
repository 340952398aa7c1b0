import type { InspectPemParams, InspectPemResult } from '../protocol.ts';
import type { Session } from './session.ts';
import { localPathOf } from './workspace.ts';
import { limits } from '../host/host.ts';

/**
 * Answers `mongodbTls/inspectPem` for an open document, as it is in the editor, or for a file that the user chose. The passphrase
 * is used for this answer only.
 */
export async function inspect(
  { uri, passphrase: sealed }: InspectPemParams,
  { documents, host, crypto, open, settings }: Session,
): Promise<InspectPemResult> {
  const passphrase = sealed === undefined ? undefined : open(sealed);
  if (sealed !== undefined && passphrase === undefined) {
    return { error: 'The passphrase did not reach the language server. Restart it and try again.' };
  }
  // with it come a library of several hundred kilobytes, which diagnostics do without
  const { inspectPem } = await import('../core/inspect/inspect.ts');
  const { expiryWarningDays, serverVersion, platform } = await settings.of(uri);
  const options = {
    now: host.now(),
    crypto,
    expiryWarningDays,
    platform,
    ...(serverVersion ? { serverVersion } : {}),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
  const document = documents.get(uri);
  if (document) return inspectPem(document.getText(), options);
  const path = localPathOf(uri);
  if (path === undefined) return { error: 'Only files on a disk can be inspected; open the file first.' };
  const fact = await host.read(path, limits.pem);
  switch (fact.state) {
    case 'present':
      return inspectPem(fact.bytes, options);
    case 'missing':
      return { error: `${path} does not exist.` };
    case 'unreadable':
      return { error: `${path} could not be read: it ${fact.reason}.` };
    case 'skipped':
      return { error: `${path} was not read.` };
  }
}

/** The answer where something of ours failed. */
export const inspectFailed: InspectPemResult = {
  error: 'The file could not be inspected. The log of MongoDB TLS says why.',
};
