import { enumeration } from '../core/text/words.ts';
import { clientKinds, type ClientName } from '../core/client-options/client-names.ts';
import { formerOptionNamed } from '../core/client-options/former-options.ts';
import { implicitTls, optionConflicts, pymongoConflicts } from '../core/client-options/option-conflicts.ts';
import { explainUnknownOption } from '../core/client-options/unknown-option.ts';
import { uriOptionNamed, type Driver, type UriOption } from '../core/client-options/uri-options.ts';
import { found, type Failure } from './failure.ts';
import { isBoolean, namesFile, tlsOptionOf, type TlsOptionName } from './tls-options.ts';

/** An option as it was written. */
export interface Pair {
  /** `name=value`; empty for an option beside the connection string. */
  readonly text: string;
  readonly name: string;
  readonly value: string;
}

export function badString(specific: string, fixes?: readonly string[]): Failure {
  return found('options', 'bad-connection-string', specific, fixes ? { fixes } : {});
}

const titles: Readonly<Record<Driver, string>> = {
  node: 'Node.js',
  pymongo: 'PyMongo',
  java: 'Java',
  go: 'Go',
  csharp: 'C#',
};

/** Mask of a value that no report shows. */
const mask = '***';

/** The options of one connection string as a client reads them. */
export class Options {
  readonly notes: string[] = [];
  failure: Failure | undefined;
  readonly #given = new Map<string, string[]>();
  /** What the client does use, by its name in lower case. */
  readonly #used = new Map<string, Pair>();
  readonly #foreign: string[] = [];
  readonly #client: ClientName | undefined;

  constructor(client: ClientName | undefined) {
    this.#client = client;
  }

  has = (name: string): boolean => this.#given.has(name.toLowerCase());
  all = (name: string): readonly string[] => this.#given.get(name.toLowerCase()) ?? [];
  get = (name: string): string | undefined => this.all(name).at(-1);
  on = (name: string): boolean => this.get(name) === 'true';

  /** A number of milliseconds; undefined where it is not there or none. */
  milliseconds(name: string): number | undefined {
    const text = this.get(name);
    return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  }

  add(pair: Pair): void {
    const { name, value } = pair;
    const tlsName = tlsOptionOf(name);
    const known = uriOptionNamed(name);
    if (known || tlsName) this.#addKnown(pair, known, tlsName);
    else this.#addUnknown(name);
    this.#given.set(name.toLowerCase(), [...this.all(name), value]);
  }

  #refuse(specific: string, fixes?: readonly string[]): void {
    this.failure ??= badString(specific, fixes);
  }

  /** What a client that is lenient does where others refuse. */
  #lenient(): { title: string; verb: string } | undefined {
    if (this.#client === undefined) return undefined;
    const { title, unknownOption } = clientKinds[this.#client];
    if (unknownOption === 'refuse') return undefined;
    return { title, verb: unknownOption === 'warn' ? 'ignores it with a warning' : 'ignores it silently' };
  }

  #addKnown(pair: Pair, known: UriOption | undefined, tlsName: TlsOptionName | undefined): void {
    const { name, value, text } = pair;
    const shown = tlsName ?? known?.name ?? name;
    const isSwitch = tlsName ? isBoolean(tlsName) : known?.type === 'boolean';
    if (value === '') {
      this.#refuse(`${shown} has no value.`, [`Give ${shown} a value, or take it out.`]);
    } else if (isSwitch && tlsName && value !== 'true' && value !== 'false') {
      if (this.#client === 'pymongo')
        this.notes.push(`${shown} must be true or false: PyMongo ignores it with a warning.`);
      else this.#refuse(`${shown} must be true or false.`);
      return;
    }
    const before = this.get(name);
    if (before !== undefined && before !== value && shown !== 'readPreferenceTags')
      this.failure ??= found(
        'options',
        'conflicting-options',
        `${shown} is given twice, with different values.`,
      );
    if (tlsName && namesFile(tlsName) && text.includes('+'))
      this.notes.push(
        `A + in a connection string means a space; in the path of ${tlsName}, write %2B for a plus sign.`,
      );
    if (known && !(tlsName && this.#client === undefined)) this.#addForeign(pair, known);
    else this.#used.set(name.toLowerCase(), pair);
  }

  /** What a driver uses: an old name that it still knows is the present option. */
  #use(pair: Pair, known: UriOption): void {
    const former = formerOptionNamed(known.name);
    if (former && tlsOptionOf(former.now) && !former.merged) {
      const value = former.inverted ? String(pair.value !== 'true') : pair.value;
      this.#used.set(former.now.toLowerCase(), { name: former.now, value, text: '' });
      return;
    }
    const isRepeatable = known.name === 'readPreferenceTags';
    this.#used.set(`${pair.name.toLowerCase()}${isRepeatable ? pair.text : ''}`, pair);
  }

  /** An option that some driver knows: this client, or only others. */
  #addForeign(pair: Pair, known: UriOption): void {
    const kind = this.#client === undefined ? undefined : clientKinds[this.#client];
    if (known.drivers.includes(kind?.driver ?? 'node')) {
      this.#use(pair, known);
      return;
    }
    const former = formerOptionNamed(known.name);
    // without what it says of TLS, another connection would be tested
    if (!kind && former && tlsOptionOf(former.now)) {
      this.#addUnknown(pair.name);
      return;
    }
    const users = enumeration(known.drivers.map((name) => titles[name]));
    const who = `${known.name} is an option of ${known.drivers.length === 0 ? 'other drivers' : users}`;
    const now = former ? ` Its present name is ${former.now}.` : '';
    if (kind?.unknownOption === 'refuse') {
      this.#refuse(`${who}; ${kind.title} does not know it and refuses the connection string.${now}`, [
        `Take ${known.name} out for ${kind.title}.`,
      ]);
      return;
    }
    const lenient = this.#lenient();
    const effect = lenient
      ? `${lenient.title} ${lenient.verb}`
      : 'the Node.js driver, mongosh and Compass refuse a connection string with it, and it had no effect here';
    this.#foreign.push(known.name);
    this.notes.push(`${who}: ${effect}.${now}`);
  }

  #addUnknown(name: string): void {
    const lenient = this.#lenient();
    const former = formerOptionNamed(name);
    const shown = /^[A-Za-z][\w.-]{0,60}$/.test(name) ? name : 'an option with an odd name';
    let sentence;
    let fix;
    if (former) {
      const opposite = former.inverted ? ', with the opposite value' : '';
      sentence = `The option ${name} is one of ${former.of}; its name in a connection string is ${former.now} now${opposite}.`;
      fix = `Write ${former.now} instead of ${name}${opposite}.`;
    } else {
      const unknown = explainUnknownOption(name);
      sentence = `No driver knows the option ${shown}.`;
      fix = `Take ${shown} out.`;
      if (unknown.kind === 'similar') {
        sentence = `No driver knows the option ${shown}; ${unknown.name} is near.`;
        fix = `Write ${unknown.name} instead of ${shown}.`;
      } else if (unknown.kind === 'server-setting') {
        sentence = `${shown} is a setting of the server (${unknown.path}), not an option of a connection string.`;
        fix = `Take ${shown} out of the connection string; set ${unknown.path} in the server's configuration.`;
      }
    }
    if (lenient) this.notes.push(`${sentence} ${lenient.title} ${lenient.verb}.`);
    else this.#refuse(sentence, [fix]);
  }

  /** Why these options cannot stand together, or undefined. */
  conflict(srv: boolean, hostCount: number): Failure | undefined {
    const given = { has: this.has, get: this.get, all: this.all, srv, hostCount };
    const [first, ...others] = [
      ...optionConflicts(given),
      ...(this.#client === 'pymongo' ? pymongoConflicts(given) : []),
    ];
    if (!first) return undefined;
    const failure = found('options', 'conflicting-options', first.message);
    return { ...failure, specifics: [first.message, ...others.map(({ message }) => message)] };
  }

  tlsOptions(): Map<TlsOptionName, string> {
    const result = new Map<TlsOptionName, string>();
    for (const { name, value } of this.#used.values()) {
      const tlsName = tlsOptionOf(name);
      if (tlsName) result.set(tlsName, value);
    }
    return result;
  }

  /** Whether the connection is with TLS. PyMongo and the Go driver turn it on where an option needs it. */
  tls(srv: boolean): boolean {
    const given = this.get('tls') ?? this.get('ssl');
    if (given !== undefined) return given === 'true';
    const driver = this.#client === undefined ? 'node' : clientKinds[this.#client].driver;
    const because = implicitTls(driver, this);
    if (because === undefined || srv) return srv;
    this.notes.push(`${titles[driver]} turns TLS on by itself because of ${because}.`);
    return true;
  }

  /** Texts of the options for a driver that knows them, without those of TLS. */
  forDriver(): string[] {
    return [...this.#used.values()]
      .filter(({ name, text }) => !tlsOptionOf(name) && text !== '')
      .filter(({ name }) => uriOptionNamed(name)?.drivers.includes('node') === true)
      .map(({ text }) => text);
  }

  /** Names of options that only other drivers know. */
  get foreign(): readonly string[] {
    return this.#foreign;
  }

  /** Every option as it was understood, secrets masked. */
  understood(): Record<string, string> {
    const result: Record<string, string> = {};
    for (const [key, values] of this.#given) {
      const known = uriOptionNamed(key);
      const name = tlsOptionOf(key) ?? known?.name;
      // of a name that nobody knows nothing is shown: it may be part of a password
      if (name === undefined) continue;
      const isSecret = known?.type === 'secret' || /password|authMechanismProperties/i.test(name);
      result[name] = isSecret ? mask : values.join(',');
    }
    return result;
  }
}
