import type { Fix } from '../findings/finding.ts';
import type { Edit, Span } from '../text/span.ts';
import { literalBoolean, literalText, type ClientOptions, type DriverOption } from './client-options.ts';
import { formerOptionNamed, type FormerOption } from './former-options.ts';

/** Options of tls.connect that the Node.js driver passes on: contents of files, under names of their own. */
const contents: Readonly<Record<string, string>> = {
  sslCA: 'ca',
  sslCert: 'cert',
  sslKey: 'key',
  sslCRL: 'crl',
  sslPass: 'passphrase',
};

/** What gives the content of a file, and not its path. */
const isContent = /\breadFile|\bBuffer\b|-----BEGIN|\batob\b|\.from\(/;

/**
 * What puts the option of today in the place of one that a driver removed; undefined where that cannot be told from the call. Only a
 * name that changes while its value stays is safe.
 */
export function migrateOption(document: ClientOptions, option: DriverOption): Fix | undefined {
  const former = formerOptionNamed(option.name);
  if (!former || isGiven(document, former.now)) return undefined;
  if (former.inverted) return invert(document, option, former);
  if (document.reader === 'node') {
    const fix = passOn(document, option);
    if (fix) return fix;
    // what a variable holds is not known: a path or a content
    if (literalText(option.value) === undefined && option.name !== 'sslPass') return undefined;
  }
  return former.merged ? merge(document, option, former) : rename(document, option, former.now);
}

const knownSince = {
  pymongo: 'PyMongo 3.9',
  node: 'the Node.js driver 4',
  spring: 'Spring Boot 3.1',
  ruby: 'the Ruby driver 2',
} as const;

function rename({ reader }: ClientOptions, { name, nameSpan }: DriverOption, now: string): Fix {
  return {
    title: `Rename ${name} to ${now} (known from ${knownSince[reader]} on)`,
    safe: true,
    edits: [{ span: nameSpan, text: now }],
  };
}

function isGiven({ options }: ClientOptions, name: string): boolean {
  return options.some((option) => option.name.toLowerCase() === name.toLowerCase());
}

function invert(
  { reader }: ClientOptions,
  { name, nameSpan, value, valueSpan }: DriverOption,
  { now }: FormerOption,
): Fix | undefined {
  const allows = allowsInvalid(value);
  if (allows === undefined) return undefined;
  const literal = reader === 'pymongo' ? (allows ? 'True' : 'False') : String(allows);
  return {
    title: `Write ${now} for ${name}, with the opposite value: ${literal}`,
    safe: false,
    edits: [
      { span: nameSpan, text: now },
      { span: valueSpan, text: literal },
    ],
  };
}

/** Whether an option that asks for a check is off; ssl.CERT_OPTIONAL has no counterpart. */
function allowsInvalid(value: string): boolean | undefined {
  if (/\bCERT_NONE["']?$/.test(value)) return true;
  if (/\bCERT_REQUIRED["']?$/.test(value)) return false;
  const flag = literalBoolean(value);
  return flag === undefined ? undefined : !flag;
}

/** Contents of files go to tls.connect under its own names, and the passphrase with them. */
function passOn(document: ClientOptions, option: DriverOption): Fix | undefined {
  const now = contents[option.name];
  if (now === undefined || isGiven(document, now)) return undefined;
  const holds =
    option.name === 'sslPass'
      ? document.options.some(({ name, value }) => name === 'sslKey' && isContent.test(value)) ||
        isGiven(document, 'key')
      : isContent.test(option.value);
  return holds ? rename(document, option, now) : undefined;
}

/** The certificate that stood apart from its key. One that has it in the same file only changes its name. */
function merge(document: ClientOptions, option: DriverOption, { now }: FormerOption): Fix | undefined {
  const isCertificate = /cert/i.test(option.name);
  const other = document.options.find(
    ({ name }) => name !== option.name && formerOptionNamed(name)?.merged === true,
  );
  if (!isCertificate) return undefined;
  if (!other) return rename(document, option, now);
  const [certificate, key] = [literalText(option.value), literalText(other.value)];
  if (certificate === undefined || key === undefined) return undefined;
  if (certificate === key)
    return {
      title: `Write ${now} for ${option.name} and ${other.name}, which name the same file`,
      safe: false,
      edits: [{ span: option.nameSpan, text: now }, without(document.text, other.span)],
    };
  const combined = `${certificate.replace(/\.\w{1,8}$/, '')}-combined.pem`;
  const [start, end] = option.valueSpan;
  const at = start + option.value.indexOf(certificate);
  return {
    title: `Name ${combined} in ${now}; mongodb-tls certs combine --out ${combined} ${certificate} ${key} writes it`,
    safe: false,
    edits: [
      { span: option.nameSpan, text: now },
      { span: [at, Math.min(at + certificate.length, end)], text: combined },
      without(document.text, other.span),
    ],
  };
}

/** Takes an argument out, with the comma before or behind it. */
function without(text: string, [start, end]: Span): Edit {
  const behind = /^\s*,\s*/.exec(text.slice(end, end + 200))?.[0];
  if (behind !== undefined) return { span: [start, end + behind.length], text: '' };
  const before = /,\s*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0] ?? '';
  return { span: [start - before.length, end], text: '' };
}
