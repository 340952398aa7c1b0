import { enumeration, capitalised } from '../text/words.ts';
import type { ClientOptions } from '../client-options/client-options.ts';
import type { ConnectionString, GivenOption } from '../client-options/connection-string.ts';
import { formerOptionNamed, formerOptions, type FormerOption } from '../client-options/former-options.ts';
import { clientsOf, driverTitle } from '../client-options/option-drivers.ts';
import { optionNote } from '../client-options/option-notes.ts';
import { settingsOptionNamed } from '../client-options/settings-options.ts';
import { explainUnknownOption } from '../client-options/unknown-option.ts';
import { uriOptionNamed, type Driver, type UriOption } from '../client-options/uri-options.ts';
import type { Facts } from '../facts/facts.ts';
import { explainFile } from './explain-file.ts';
import { code, type Hover } from './markdown.ts';

/** Explains the option of a connection string at an offset; undefined beside the options. Shows no value but paths. */
export function hoverUriAt(uri: ConnectionString, offset: number, facts: Facts): Hover | undefined {
  const option = uri.options.find(({ span }) => span[0] <= offset && offset <= span[1]);
  if (!option) return undefined;
  const parts = [explainUriOption(option.name, uri.driver), explainPath(option, facts)];
  return {
    span: offset <= option.nameSpan[1] ? option.nameSpan : option.span,
    markdown: parts.filter((part) => part !== undefined).join('\n\n---\n\n'),
  };
}

/** Explains an option that a program gives its driver. */
export function hoverOptionsAt({ options, reader }: ClientOptions, offset: number): Hover | undefined {
  const option = options.find(({ nameSpan }) => nameSpan[0] <= offset && offset <= nameSpan[1]);
  if (!option) return undefined;
  const { name, nameSpan: span } = option;
  if (reader !== 'spring' && reader !== 'ruby') return { span, markdown: explainUriOption(name, reader) };
  const known = settingsOptionNamed(reader, name);
  return known && { span, markdown: `**${name}**\n\n${known.does}` };
}

/** What an option does, by any of its names, as Markdown. `driver`: the one that the file imports. */
export function explainUriOption(name: string, driver?: Driver): string {
  const former = formerOptionNamed(name);
  const known = former ? uriOptionNamed(former.now) : uriOptionNamed(name);
  if (!known) return `**${code(name)}**: ${explainUnknown(name)}`;
  const { does, default: byDefault } = optionNote(known.name) ?? {};
  return [
    `**${known.name}**: ${typeOf(known)}`,
    former ? explainFormer(former, name) : undefined,
    does,
    byDefault === undefined ? undefined : `Default: ${byDefault}.`,
    explainClients(uriOptionNamed(name) ?? known, driver),
    former ? undefined : explainOldNames(known),
    known.specified ? undefined : 'It is not in the specification of connection strings.',
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function typeOf({ type, values }: UriOption): string {
  const words = values ? enumeration(values.map(code)) : '';
  switch (type) {
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'path':
      return 'the path of a file';
    case 'secret':
      return 'a secret, which is not shown';
    case 'properties':
      return 'a list of `name:value`';
    case 'list':
      return words === '' ? 'a list' : `a list of ${words}`;
    case 'enum':
      return words === '' ? 'a word' : `one of ${words}`;
    case 'text':
      return 'a text';
  }
}

function explainFormer({ now, of, inverted, merged }: FormerOption, name: string): string {
  const called = `${code(name)} is a name of ${of}; connection strings have ${now} today`;
  if (merged) return `${called}: one file with the certificate and its private key.`;
  return inverted ? `${called}, which means the opposite.` : `${called}.`;
}

function explainUnknown(name: string): string {
  const unknown = explainUnknownOption(name);
  switch (unknown.kind) {
    case 'server-setting':
      return `a setting of the server (${unknown.path}), not an option of a connection string.`;
    case 'similar':
      return `no driver knows it; ${unknown.name} is the nearest name.`;
    case 'unknown':
      return 'no driver that is known here has such an option.';
  }
}

function explainClients(option: UriOption, driver: Driver | undefined): string {
  const { knowing, others } = clientsOf(option);
  const { refuse, warn, ignore } = others;
  const sentences =
    knowing.length === 0
      ? [
          'None of the drivers whose options are known here has it; drivers with a single thread, such as those for C and PHP, may.',
        ]
      : refuse.length + warn.length + ignore.length === 0
        ? ['Drivers of all languages know it.']
        : [`Known to ${enumeration(knowing)}.`];
  const effects = [
    { clients: refuse, effect: 'would refuse the connection string' },
    { clients: warn, effect: 'would ignore it with a warning' },
    { clients: ignore, effect: 'would ignore it silently' },
  ];
  if (knowing.length > 0)
    for (const { clients, effect } of effects)
      if (clients.length > 0) sentences.push(`${capitalised(enumeration(clients))} ${effect}.`);
  if (driver && knowing.length > 0)
    sentences.push(
      option.drivers.includes(driver)
        ? `This file uses ${driverTitle(driver)}, which knows it.`
        : `**This file uses ${driverTitle(driver)}, which does not know it.**`,
    );
  return sentences.join(' ');
}

function explainOldNames({ name }: UriOption): string | undefined {
  const names = formerOptions.filter(({ now }) => now === name);
  if (names.length === 0) return undefined;
  const told = names.map(
    (former) => `${code(former.name)} (${former.of}${former.inverted ? ', with the opposite value' : ''})`,
  );
  return `Older names: ${told.join(', ')}.`;
}

function explainPath({ name, value }: GivenOption, facts: Facts): string | undefined {
  const now = formerOptionNamed(name)?.now ?? name;
  if (value === undefined || uriOptionNamed(now)?.type !== 'path') return undefined;
  return explainFile(value, { facts }, 'pem');
}
