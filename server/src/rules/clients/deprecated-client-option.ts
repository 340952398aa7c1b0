import { formerOptionNamed, type FormerOption } from '../../core/client-options/former-options.ts';
import type { ConnectionString, GivenOption } from '../../core/client-options/connection-string.ts';
import { optionsNamed } from '../../core/client-options/given-options.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'uri',
  {
    severity: 'warning',
    summary: 'An option of a connection string has an older name',
    citation:
      'mongodb/specifications source/uri-options/uri-options.md; the migration guide to PyMongo 4; the upgrade notes of the Node.js driver 4 and 5',
    tags: ['deprecated'],
  },
  function* (uri) {
    for (const option of uri.options) {
      const found = reportOn(uri, option);
      if (found) yield { ...found, ...(uri.isExample ? { severity: 'info' as const } : {}) };
    }
  },
);

/** Options that drivers still know, and that have no present name. */
const withoutSuccessor: Readonly<Record<string, string>> = {
  fsync: 'fsync is deprecated: it is no write concern of today, and drivers warn of it or ignore it.',
  slaveok: 'slaveOk is deprecated; readPreference=secondaryPreferred is what drivers of today call it.',
  streamtype:
    'streamType is an option of the Java driver before 4 and deprecated there; later ones are told in MongoClientSettings (transportSettings).',
  safe: 'safe is deprecated; w=1 is what drivers of today call safe=true.',
};

function reportOn(uri: ConnectionString, option: GivenOption): Report | undefined {
  const { name, nameSpan: span } = option;
  const lower = name.toLowerCase();
  const gone = withoutSuccessor[lower];
  if (gone !== undefined) return { span, message: gone };
  if (lower === 'ssl') return ssl(uri, option);
  const former = formerOptionNamed(name);
  if (!former) return undefined;
  const fix = rename(uri, option, former);
  return { span, message: messageOf(former), ...(fix ? { fix } : {}) };
}

/** Drivers take both names for one option, and Atlas still writes the older one. */
function ssl(uri: ConnectionString, { nameSpan: span }: GivenOption): Report {
  const isGiven = optionsNamed(uri.options, 'tls').length > 0;
  return {
    span,
    severity: 'info',
    message: isGiven
      ? 'ssl is the older name of tls, which is given too; ssl can be left out.'
      : 'ssl is the older name of tls. Drivers take both.',
    ...(isGiven
      ? {}
      : {
          fix: renaming(
            'Rename ssl to tls (known from PyMongo 3.9 and the Node.js driver 4 on)',
            span,
            'tls',
          ),
        }),
  };
}

function messageOf({ name, now, of, inverted, merged }: FormerOption): string {
  const called = `${name} is a name of ${of}`;
  if (merged)
    return `${called}. Connection strings have ${now} today: one file with the certificate and its private key.`;
  if (inverted) {
    const words =
      name === 'ssl_cert_reqs'
        ? 'CERT_NONE becomes true, and CERT_REQUIRED becomes false'
        : 'true becomes false, and false becomes true';
    return `${called}. Connection strings have ${now} today, which means the opposite: ${words}.`;
  }
  return `${called}; connection strings call it ${now}.`;
}

/** From which versions on drivers know the names of today. */
const knownSince = 'PyMongo 3.9 and the Node.js driver 4';

function rename(
  { options }: ConnectionString,
  { nameSpan }: GivenOption,
  { name, now, inverted, merged }: FormerOption,
): Fix | undefined {
  if (inverted || merged || optionsNamed(options, now).length > 0) return undefined;
  return renaming(`Rename ${name} to ${now} (known from ${knownSince} on)`, nameSpan, now);
}

function renaming(title: string, span: GivenOption['nameSpan'], text: string): Fix {
  return { title, safe: true, edits: [{ span, text }] };
}
