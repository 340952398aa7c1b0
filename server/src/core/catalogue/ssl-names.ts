import { catalogue, iniOnlyNamed, optionAt, optionByIni, parameterNamed } from './catalogue.ts';

/** The old name of the TLS section. */
const oldSection = 'net.ssl';
const section = 'net.tls';

/** The present path of a YAML path under net.ssl (`net.ssl.PEMKeyFile`: `net.tls.certificateKeyFile`); other paths stay. */
export function tlsPath(path: string): string {
  if (path === oldSection) return section;
  if (!path.startsWith(`${oldSection}.`)) return path;
  const option = optionAt(path)?.option;
  const present = option?.replacedBy ?? option?.path;
  return present ?? section + path.slice(oldSection.length);
}

/** The present form of a single name of INI or the command line (`sslPEMKeyFile`: `tlsCertificateKeyFile`); other names stay. */
export function tlsSingleName(name: string): string {
  const iniOnly = iniOnlyNamed(name);
  if (iniOnly) return name.startsWith('ssl') ? iniOnly.name : name;
  const named = optionByIni(name);
  if (!named?.name.path.startsWith(`${oldSection}.`)) return name;
  return optionAt(tlsPath(named.name.path))?.option.ini ?? name;
}

/** The present name of a server parameter whose old one speaks of SSL; other names stay. */
export function tlsParameterName(name: string): string {
  const parameter = parameterNamed(name);
  return parameter && parameter.name !== name && /ssl/i.test(name) ? parameter.name : name;
}

/** A word of net.ssl.mode as net.tls.mode knows it (`requireSSL`: `requireTLS`); 4.2+ reads it so itself (server-behaviour.md T2). */
export function tlsModeWord(word: string): string {
  return word.replace(/SSL$/, 'TLS');
}

const modeWords = new Set(
  ['net.tls.mode', 'net.ssl.mode'].flatMap(
    (path) => catalogue.settings.find((option) => option.path === path)?.values ?? [],
  ),
);

/** Whether net.ssl.mode of 4.2+ takes the word. */
export function isModeWord(word: string): boolean {
  return modeWords.has(word);
}
