import {
  literalBoolean,
  type ClientOptions,
  type DriverOption,
} from '../../core/client-options/client-options.ts';
import { formerOptionNamed, type FormerOption } from '../../core/client-options/former-options.ts';
import { migrateOption } from '../../core/client-options/migrate-options.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'options',
  {
    severity: 'warning',
    summary: 'A program gives its driver an option that the driver no longer has',
    citation:
      'PyMongo 4 Migration Guide, "Renamed URI options" and "Removed"; the upgrade notes of the Node.js driver 4 and 5',
    tags: ['deprecated'],
  },
  function* (document) {
    for (const option of document.options) {
      const former = removed(document, option);
      if (!former) continue;
      const fix = migrateOption(document, option);
      yield {
        span: option.nameSpan,
        message: `${since(document, option)} ${instead(document, option, former)}`,
        ...(fix ? { fix } : {}),
      };
    }
  },
);

const ofPymongo = /^ssl_(?:certfile|keyfile|ca_certs|cert_reqs|match_hostname|crlfile|pem_passphrase)$/;
const ofNode = /^ssl(?:CA|Cert|Key|Pass|CRL|Validate)$/;

/** What replaces an option of the driver that it no longer has. */
function removed({ reader }: ClientOptions, { name, value }: DriverOption): FormerOption | undefined {
  switch (reader) {
    case 'pymongo':
      return ofPymongo.test(name) ? formerOptionNamed(name) : undefined;
    case 'node':
      // a function is what the driver passes on to tls.connect
      if (name === 'checkServerIdentity' && literalBoolean(value) === undefined) return undefined;
      return ofNode.test(name) || name === 'checkServerIdentity' ? formerOptionNamed(name) : undefined;
    case 'spring':
    case 'ruby':
      return undefined;
  }
}

function since({ reader }: ClientOptions, { name }: DriverOption): string {
  if (reader === 'pymongo') return 'PyMongo 4 and later refuse this option.';
  return name === 'checkServerIdentity'
    ? 'The Node.js driver 4 and later expect a function here, and do not connect with a boolean.'
    : 'The Node.js driver 5 and later refuse this option.';
}

function instead(
  { reader }: ClientOptions,
  { value }: DriverOption,
  { now, name, inverted, merged }: FormerOption,
): string {
  if (merged)
    return `${now} takes its place, with a file that holds the certificate and its private key, one after the other: mongodb-tls certs combine writes it.`;
  if (/\bCERT_OPTIONAL\b/.test(value))
    return `${now} takes its place and means the opposite; CERT_OPTIONAL has no counterpart: a server always shows a certificate.`;
  if (inverted) return `${now} takes its place and means the opposite.`;
  if (reader === 'node' && name !== 'sslPass')
    return `${now} takes its place, with the path of the file and not its content.`;
  return `${now} takes its place.`;
}
