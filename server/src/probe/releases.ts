/** Newest release line that speaks each wire version. Source: src/mongo/db/wire_version.h. */
const releases: Readonly<Record<number, string>> = {
  0: '2.4',
  1: '2.4',
  2: '2.6',
  3: '3.0',
  4: '3.2',
  5: '3.4',
  6: '3.6',
  7: '4.0',
  8: '4.2',
  9: '4.4',
  13: '5.0',
  17: '6.0',
  21: '7.0',
  25: '8.0',
  27: '8.2',
};

/** `7.0`, or undefined for a version that is not known. */
export function releaseOf(maxWireVersion: number): string | undefined {
  return releases[maxWireVersion];
}
