import { catalogue } from '../catalogue/catalogue.ts';
import { similarName } from '../text/similar-name.ts';
import { uriOptions } from './uri-options.ts';

/** What an option may be that no driver knows. */
export type UnknownOption =
  | { readonly kind: 'similar'; readonly name: string }
  /** A setting of mongod or mongos, by its dotted path. */
  | { readonly kind: 'server-setting'; readonly path: string }
  | { readonly kind: 'unknown' };

/**
 * Settings by the last part of their path and by their name on the command line, which people take along; those of TLS win over
 * their namesakes.
 */
function settingsByName(): ReadonlyMap<string, string> {
  const paths = [...catalogue.settings].sort(
    (a, b) => Number(a.path.startsWith('net.tls.')) - Number(b.path.startsWith('net.tls.')),
  );
  return new Map(
    paths.flatMap(({ path, cli }) => {
      const last = path.split('.').at(-1) ?? path;
      return [last, ...(cli === undefined ? [] : [cli.replace(/^-+/, '')])].map((name): [string, string] => [
        name.toLowerCase(),
        path,
      ]);
    }),
  );
}

let settings: ReadonlyMap<string, string> | undefined;

/** Explains a name that is neither an option of today nor a former one. */
export function explainUnknownOption(name: string): UnknownOption {
  settings ??= settingsByName();
  const path = settings.get(name.toLowerCase().replace(/^.*\./, ''));
  if (path !== undefined) return { kind: 'server-setting', path };
  const near = similarName(
    name,
    uriOptions.map((option) => option.name),
  );
  return near === undefined ? { kind: 'unknown' } : { kind: 'similar', name: near };
}
