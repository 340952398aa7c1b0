import { similarName } from '../text/similar-name.ts';
import { formerOptionNamed } from './former-options.ts';
import { uriOptionNamed } from './uri-options.ts';

/** An option that files of settings give a driver: of Spring Boot, or of the Ruby driver in mongoid.yml. */
interface SettingsOption {
  readonly name: string;
  readonly does: string;
}

/** Below `spring.data.mongodb`, and below `spring.mongodb` from Spring Boot 4 on. Source: its class MongoProperties. */
const springOptions: readonly SettingsOption[] = [
  {
    name: 'ssl.enabled',
    does: 'Connects with TLS; on by itself where ssl.bundle is given. A connection string in uri says it with tls=true.',
  },
  {
    name: 'ssl.bundle',
    does: 'The name of the SSL bundle (`spring.ssl.bundle.pem.NAME` or `spring.ssl.bundle.jks.NAME`) with the trusted authorities and the certificate of the client. Known from Spring Boot 3.1 on.',
  },
];

/** Source: mongo-ruby-driver, lib/mongo/client.rb, VALID_OPTIONS and the comments on it. These names are current. */
const rubyOptions: readonly SettingsOption[] = [
  { name: 'ssl', does: 'Connects with TLS; without it none of the other ssl options counts.' },
  { name: 'ssl_ca_cert', does: 'The file with the authorities that the client trusts.' },
  { name: 'ssl_ca_cert_string', does: 'The certificate of the authority itself, as PEM.' },
  { name: 'ssl_ca_cert_object', does: 'The certificates of the authorities, as objects of Ruby.' },
  {
    name: 'ssl_cert',
    does: 'The file with the certificate of the client. ssl_key must name the file with its key, even where that is the same one.',
  },
  { name: 'ssl_cert_string', does: 'The certificate of the client itself, as PEM.' },
  { name: 'ssl_cert_object', does: 'The certificate of the client, as an object of Ruby.' },
  { name: 'ssl_key', does: 'The file with the private key of the client.' },
  { name: 'ssl_key_string', does: 'The private key of the client itself, as PEM.' },
  { name: 'ssl_key_object', does: 'The private key of the client, as an object of Ruby.' },
  { name: 'ssl_key_pass_phrase', does: 'The password of the private key.' },
  {
    name: 'ssl_verify',
    does: 'Whether the certificate and the host name of the server are checked; on unless it is false.',
  },
  {
    name: 'ssl_verify_certificate',
    does: 'Whether the certificate of the server is checked; on unless it is false.',
  },
  {
    name: 'ssl_verify_hostname',
    does: 'Whether the host name of the server is checked; on unless it is false.',
  },
  {
    name: 'ssl_verify_ocsp_endpoint',
    does: 'Whether the OCSP responder of the certificate is asked; on unless it is false. Known from the Ruby driver 2.14 on.',
  },
];

/** What the Ruby driver calls the options of connection strings. */
const rubyNames: Readonly<Record<string, string>> = {
  tls: 'ssl',
  tlsCAFile: 'ssl_ca_cert',
  tlsCertificateKeyFile: 'ssl_cert and ssl_key',
  tlsCertificateKeyFilePassword: 'ssl_key_pass_phrase',
  tlsAllowInvalidCertificates: 'ssl_verify_certificate, with the opposite value',
  tlsAllowInvalidHostnames: 'ssl_verify_hostname, with the opposite value',
  tlsInsecure: 'ssl_verify, with the opposite value',
  tlsDisableOCSPEndpointCheck: 'ssl_verify_ocsp_endpoint, with the opposite value',
};

/** The part of a name below that of Spring's group; the whole name of any other. */
function ownPart(name: string): string {
  return name.replace(/^spring\.(?:data\.)?mongodb\./, '');
}

/** Spring Boot does not mind dashes and the case of letters. */
function relaxed(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase();
}

/** What is known of an option of these readers. */
export function settingsOptionNamed(reader: 'spring' | 'ruby', name: string): SettingsOption | undefined {
  if (reader === 'ruby') return rubyOptions.find((option) => option.name === name);
  const own = relaxed(ownPart(name));
  return springOptions.find((option) => relaxed(option.name) === own);
}

/** What the Ruby driver has in place of a name that it does not know: one of its own, or words that tell of several. */
export function rubyNameFor(name: string): { readonly told: string; readonly exact: boolean } | undefined {
  const now = formerOptionNamed(name)?.now ?? uriOptionNamed(name)?.name;
  const known = now === undefined ? undefined : rubyNames[now];
  if (known !== undefined) {
    const exact = rubyOptions.some((option) => option.name === known) && !formerOptionNamed(name)?.inverted;
    const part = /cert(?:file)?$/i.test(name) ? 'ssl_cert' : /key(?:file)?$/i.test(name) ? 'ssl_key' : known;
    return formerOptionNamed(name)?.merged ? { told: part, exact: part !== known } : { told: known, exact };
  }
  const near = similarName(
    name,
    rubyOptions.map((option) => option.name),
  );
  return near === undefined ? undefined : { told: near, exact: true };
}
