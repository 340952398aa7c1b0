import { addToList, once } from '../text/once.ts';
import { writtenNames, writtenSections, type WrittenNames } from './written-names.ts';

/** What somebody meant who wrote a name that the server does not know. */
export interface MeantName {
  /** The preferred path of the setting or section. */
  readonly path: string;
  /** What its value is to be, where the word asks for another one. */
  readonly value?: string;
  readonly note?: string;
  readonly safe: boolean;
}

const settings = once(() => byWord(writtenNames()));
const sections = once(() => byWord(writtenSections()));

/** Of what is written a section too high these alone are clear: `net.cert` and `caFile` at the top level, but not `net.key`. */
const clearlyTls = /cert|pem|crl|tls|ssl|^ca|truststore|keystore|privatekey|revocation/;

/** The setting that a name below a section stands for in the table of what people write; `value` as it is written. */
export function meantSetting(
  section: string,
  name: string,
  value: string | undefined,
): MeantName | undefined {
  const word = plainWord(name);
  const own = choose(settings(), tlsSection(section), word, value);
  if (own || (section !== 'net' && section !== '') || !clearlyTls.test(word)) return own;
  return choose(settings(), 'net.tls', word, value);
}

/** The section that a name below another section, or at the top level (the empty path), stands for. */
export function meantSection(section: string, name: string): string | undefined {
  return choose(sections(), section, plainWord(name), undefined)?.path;
}

/** The setting that a single name stands for which is none of the INI format and the command line: `tlsCertFile`, `replicaSet`. */
export function meantSingleName(name: string, value: string | undefined): MeantName | undefined {
  const word = plainWord(name);
  const ofTls = /^(?:tls|ssl|nettls|netssl)\.?(.+)$/.exec(word)?.[1];
  if (ofTls !== undefined) {
    const found = choose(settings(), 'net.tls', ofTls, value);
    if (found) return found;
  }
  if (tooShort.has(word)) return undefined;
  if (clearlyTls.test(word)) return choose(settings(), 'net.tls', word, value);
  for (const section of [
    'security',
    'replication',
    'storage',
    'net',
    'sharding',
    'systemLog',
    'processManagement',
  ]) {
    const found = choose(settings(), section, word, value);
    if (found) return found;
  }
  return undefined;
}

/** Without their section these words may stand for several settings. */
const tooShort = new Set(
  'key keys path name id on enable enabled active mode file level type output use require required password passwd pwd pass passphrase role target root data db dir location login config append'.split(
    ' ',
  ),
);

type Words = ReadonlyMap<string, readonly WrittenNames[]>;

function byWord(names: readonly WrittenNames[]): Words {
  const words = new Map<string, WrittenNames[]>();
  for (const entry of names) {
    const section = entry.path.slice(0, Math.max(entry.path.lastIndexOf('.'), 0));
    for (const word of entry.words) {
      addToList(words, `${section} ${word}`, entry);
    }
  }
  return words;
}

function choose(
  words: Words,
  section: string,
  word: string,
  value: string | undefined,
): MeantName | undefined {
  const entry = words
    .get(`${section} ${word}`)
    ?.find(({ unless }) => value === undefined || unless?.test(value) !== true);
  if (!entry) return undefined;
  const meant = value === undefined ? undefined : entry.values?.[value.toLowerCase()];
  return {
    path: entry.path,
    ...(meant === undefined ? {} : { value: meant }),
    ...(entry.note === undefined ? {} : { note: entry.note }),
    safe: entry.safe === true && meant === undefined,
  };
}

function plainWord(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, '');
}

function tlsSection(section: string): string {
  return section === 'net.ssl' ? 'net.tls' : section;
}
