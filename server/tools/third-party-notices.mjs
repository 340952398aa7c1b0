// Collects the licenses of the packages that end up in the bundles: they ask that their text goes with every copy.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Gives the text of the notices for what esbuild's `metafiles` list as inputs. Throws where a package ships no license text.
 */
export function thirdPartyNotices(metafiles) {
  const folders = new Set(
    metafiles.flatMap(({ inputs }) =>
      Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
    ),
  );
  const notices = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return { title: `${name} ${version} (${license})`, text: licenseIn(folder) };
  });
  notices.sort((a, b) => (a.title < b.title ? -1 : 1));
  return [
    'MongoDB TLS contains the following packages.\n',
    ...notices.map(({ title, text }) => `${'-'.repeat(80)}\n${title}\n\n${text.trim()}\n`),
  ].join('\n');
}

function licenseIn(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)\b/i.test(name));
  if (!file) throw new Error(`${folder} has no license text; find it and its terms before shipping it.`);
  return readFileSync(path.join(folder, file), 'utf8');
}
