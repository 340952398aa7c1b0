import type { Driver } from './uri-options.ts';

/** What only a file has that uses a driver, or what is built on it. */
const imports: readonly (readonly [Driver, RegExp])[] = [
  [
    'pymongo',
    /^[ \t]*(?:from|import)[ \t]+(?:pymongo|motor|mongoengine|beanie|odmantic|flask_pymongo|flask_mongoengine)\b/m,
  ],
  [
    'node',
    /(?:\bfrom|\brequire[ \t]{0,20}\(|\bimport(?:[ \t]{0,20}\()?)[ \t]{0,20}["'](?:mongodb|mongoose)["'/]/,
  ],
  ['java', /\bimport[ \t]+(?:static[ \t]+)?(?:com\.mongodb|org\.springframework\.data\.mongodb)\b/],
  ['go', /"go\.mongodb\.org\/mongo-driver\b/],
  ['csharp', /^[ \t]*(?:global[ \t]+)?using[ \t]+MongoDB\.Driver\b/m],
];

/** The driver that a file imports; undefined where it imports none, or several. */
export function driverOf(text: string): Driver | undefined {
  const [found, ...more] = imports.filter(([, pattern]) => pattern.test(text));
  return more.length > 0 ? undefined : found?.[0];
}
