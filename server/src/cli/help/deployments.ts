import type { CommandHelp } from './command-help.ts';
import {
  expiryWarningDays,
  format,
  memberHosts,
  mongodbVersion,
  now,
  passphraseStdin,
  pathMap,
  platform,
} from './shared-options.ts';

export const cluster: CommandHelp = {
  purpose: 'Judges for each ordered pair of members whether one can connect to the other and log in there.',
  parts: [
    {
      options: {
        format: format('text', 'json'),
        'mongodb-version': mongodbVersion,
        platform,
        'path-map': pathMap,
        'member-hosts': memberHosts,
        'expiry-warning-days': expiryWarningDays,
        now,
      },
    },
  ],
  examples: ['mongodb-tls cluster deploy', 'mongodb-tls cluster --path-map /etc/ssl=./certificates .'],
};

const pathOption = (text: string) => ({ value: 'F', text });

/** How a connection is secured, as mongosh spells it, and where its secrets come from. */
const credentials = {
  'password-stdin': { text: "Reads the user's password from the first line of standard input." },
  'passphrase-stdin': passphraseStdin,
  tls: { text: 'Connects with TLS.' },
  tlsCAFile: pathOption('Trusts the certificates of this file.'),
  tlsCertificateKeyFile: pathOption("Presents this file's certificate."),
  tlsCRLFile: pathOption('Refuses the certificates that this file revokes.'),
  tlsAllowInvalidCertificates: { text: 'Accepts a server certificate that is not valid.' },
  tlsAllowInvalidHostnames: { text: 'Accepts a server certificate that is for another host.' },
  tlsInsecure: { text: 'Accepts any server certificate.' },
  tlsUseSystemCA: { text: "Trusts the system's certificate authorities." },
};

export const plan: CommandHelp = {
  purpose:
    'Leads the servers of a folder somewhere without an outage, stage by stage. It writes only what --out asks for.',
  parts: [
    {
      options: {
        format: format('text', 'json', 'markdown'),
        out: {
          value: 'DIR',
          text: 'Writes a folder for each stage, and plan.md; nothing that exists is overwritten.',
        },
        'mongodb-version': mongodbVersion,
        platform,
        'path-map': pathMap,
        'member-hosts': memberHosts,
        'certificate-key-file': {
          value: 'PATH',
          text: 'The certificate and key of each member, as a path on its server; {host} and {member} stand for those of the member.',
        },
        'ca-file': { value: 'PATH', text: 'The certificates of the CA, as a path on each server.' },
        'cluster-file': {
          value: 'PATH',
          text: 'The certificate by which a member logs in to the others, as a path on its server.',
        },
        'key-file': { value: 'PATH', text: 'The keyfile, as a path on each server.' },
        'new-ca-file': { value: 'PATH', text: 'The certificates of the new CA, as a path on each server.' },
        now,
        live: {
          value: 'URI',
          text: 'Asks each member what it runs, with the user and options of this connection string, and begins there.',
        },
        timeout: { value: 'MS', text: 'Milliseconds for each member, 10000 by default.' },
        ...credentials,
      },
    },
  ],
  examples: [
    'mongodb-tls plan require-tls --certificate-key-file /etc/ssl/server.pem --ca-file /etc/ssl/ca.pem deploy',
    'mongodb-tls plan rename-ssl --out stages deploy',
  ],
};

export const connect: CommandHelp = {
  purpose:
    'Tests one connection step by step and explains why it fails. TLS options are spelled as mongosh spells them.',
  parts: [
    {
      options: {
        format: format('text', 'json', 'markdown'),
        driver: {
          value: 'NAME',
          text: 'Reads the options as node, pymongo, java, go, csharp, mongosh, compass or tools does.',
        },
        details: {
          text: 'Also finds out the protocol versions, the authorities asked for and the mode of the server.',
        },
        timeout: { value: 'MS', text: 'Milliseconds for the whole test, 10000 by default.' },
        ...credentials,
      },
    },
  ],
  examples: [
    'mongodb-tls connect --tlsCAFile ca.pem "mongodb://db1.example.net:27017/?tls=true"',
    'mongodb-tls connect --password-stdin "mongodb+srv://admin@cluster.example.net/" < password.txt',
  ],
};
