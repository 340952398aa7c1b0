/** A test file, or a folder of them with a slash behind it. */
type Place = `test/${string}`;

/** Tests that replace modules of Node or VS Code, or count the work of a built-in: each file has the modules to itself. */
export const isolated: readonly Place[] = [
  'test/client/',
  'test/host/writing.test.ts',
  'test/lsp/other-languages.test.ts',
  'test/properties/keystroke-work.test.ts',
  'test/properties/pem-work.test.ts',
];

/** Tests that start programs or talk over sockets. All others are unit tests, and do neither. */
export const processes: readonly Place[] = [
  'test/cli/certs-replica-set.test.ts',
  'test/cli/certs.test.ts',
  'test/cli/connect.test.ts',
  'test/cli/log.test.ts',
  'test/cli/plan-live.test.ts',
  'test/cli/progress.test.ts',
  'test/cli/settings-agreement.test.ts',
  'test/core/client-options/snippets.test.ts',
  'test/core/cluster/openssl-chains.test.ts',
  'test/core/inspect/client-compatibility.test.ts',
  'test/core/inspect/real-clients.test.ts',
  'test/core/pem/armour/armour.test.ts',
  'test/core/pem/certificate.test.ts',
  'test/core/pem/chain/name-constraints.test.ts',
  'test/core/pem/openssl-fields.test.ts',
  'test/core/pem/openssl-made.test.ts',
  'test/editors/',
  'test/host/file-attributes.test.ts',
  'test/host/killed.test.ts',
  'test/host/reading.test.ts',
  'test/lsp/plan-live.test.ts',
  'test/package/',
  'test/probe/',
  'test/steps.test.ts',
];

/** Whether a file is one of these, or in one of these folders. */
export function isAmong(file: string, places: readonly Place[]): boolean {
  return places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));
}

/** The same for vitest. */
export function globs(places: readonly Place[]): string[] {
  return places.map((place) => (place.endsWith('/') ? `${place}**/*.test.ts` : place));
}
