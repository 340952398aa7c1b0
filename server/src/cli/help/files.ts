import type { CommandHelp } from './command-help.ts';
import { lint } from './lint.ts';
import { format, mongodbVersion, now, passphraseStdin, platform } from './shared-options.ts';

export const convert: CommandHelp = {
  purpose: 'Prints the YAML form of an INI configuration.',
  parts: [{ options: { 'mongodb-version': mongodbVersion } }],
  examples: ['mongodb-tls convert /etc/mongodb.conf', 'mongodb-tls convert - < old.conf > mongod.conf'],
};

export const settings: CommandHelp = {
  purpose:
    'Prints the settings that a server has from its configuration file, command line and image, with the line that each comes from.',
  parts: [
    {
      options: {
        format: format('text', 'json'),
        defaults: { text: 'Shows the defaults of settings that the file does not have, too.' },
        'mongodb-version': mongodbVersion,
      },
    },
  ],
  examples: [
    'mongodb-tls settings /etc/mongod.conf',
    'mongodb-tls settings --format json docker-compose.yml',
  ],
};

export const inspect: CommandHelp = {
  purpose: 'Takes PEM files apart: each block, the chain, and what the file is fit for.',
  parts: [
    {
      options: {
        format: format('text', 'json'),
        now,
        'mongodb-version': mongodbVersion,
        platform,
        'passphrase-stdin': passphraseStdin,
      },
    },
  ],
  examples: [
    'mongodb-tls inspect server.pem ca.pem',
    'mongodb-tls inspect --passphrase-stdin server.pem < passphrase.txt',
  ],
};

export const log: CommandHelp = {
  purpose: 'Explains what a log of mongod or mongos says of TLS, certificates, keyfiles and authentication.',
  parts: [
    {
      options: {
        format: format('text', 'json'),
        config: {
          value: 'FILE',
          text: 'A configuration whose lines decide what the log says; may be repeated.',
        },
      },
    },
  ],
  examples: [
    'mongodb-tls log --config /etc/mongod.conf /var/log/mongodb/mongod.log',
    'journalctl -u mongod -o cat | mongodb-tls log -',
  ],
};

export const keyfile: CommandHelp = {
  purpose:
    'Makes a keyfile (new), judges keyfiles as lint does (check), or takes a step of a rotation (rotate). Keys are never printed.',
  parts: [
    { action: 'check', options: lint.parts[0]?.options ?? {} },
    {
      action: 'rotate',
      options: {
        'dry-run': { text: 'Shows what each file would become, and writes nothing.' },
        format: format('text', 'json'),
        'mongodb-version': mongodbVersion,
      },
    },
  ],
  examples: [
    'mongodb-tls keyfile new /etc/mongodb/keyfile',
    'mongodb-tls keyfile rotate --dry-run add member1/keyfile member2/keyfile',
  ],
};

export const certs: CommandHelp = {
  purpose:
    'Makes a CA, certificates and configurations for testing only (new), or one PEM file of a certificate and its key (combine).',
  parts: [
    {
      action: 'new',
      options: {
        server: {
          value: 'HOST,...',
          text: 'The names and addresses of one server; repeated for each server.',
        },
        client: { value: 'NAME', text: 'The name of a client that gets a certificate; may be repeated.' },
        mongosqld: { value: 'HOST,...', text: 'The names and addresses of a mongosqld.' },
        key: { value: 'rsa|p256', text: 'The kind of the private keys, rsa by default.' },
        days: { value: 'N', text: 'For how many days the certificates are valid, 90 by default.' },
        organization: { value: 'O', text: 'The organization in the names of the certificates.' },
      },
    },
    {
      action: 'combine',
      options: {
        out: { value: 'FILE', text: 'The file to write, which must not exist yet.' },
        'find-key': { text: 'Looks for the key and the issuers in the folder of the one file given.' },
        'passphrase-stdin': passphraseStdin,
      },
    },
  ],
  examples: [
    'mongodb-tls certs new --server db1.example.net --server db2.example.net ./test-certificates',
    'mongodb-tls certs combine --out server.pem server.crt server.key',
  ],
};
