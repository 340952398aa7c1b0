import type { RoleContext } from '../pem/faults/role-fault.ts';
import type { Pem } from '../pem/model/pem.ts';
import { clientFileFaults, type ClientFileFault } from './client-files.ts';
import { literalText, type ClientOptions, type DriverOption } from './client-options.ts';
import { placeholdersIn } from './placeholders.ts';

/** What a driver reads a file for. */
export type DriverFileRole =
  | 'tlsCAFile'
  | 'tlsCRLFile'
  /** The certificate of the client with its private key. */
  | 'tlsCertificateKeyFile'
  /** One of the two where they stand in files of their own. */
  | 'certificate'
  | 'key';

/** A file that a program or a file of settings names for its driver. */
export interface NamedDriverFile {
  readonly option: DriverOption;
  readonly path: string;
  readonly role: DriverFileRole;
}

type Roles = Readonly<Record<string, DriverFileRole>>;

const specified: Roles = {
  tlsCAFile: 'tlsCAFile',
  tlsCRLFile: 'tlsCRLFile',
  tlsCertificateKeyFile: 'tlsCertificateKeyFile',
};

/** Sources: pymongo/ssl_support.py, lib/mongo/client.rb of the Ruby driver; `sslCA` and the like of the Node.js driver take contents. */
const roles: Readonly<Record<ClientOptions['reader'], Roles>> = {
  pymongo: {
    ...specified,
    ssl_ca_certs: 'tlsCAFile',
    ssl_crlfile: 'tlsCRLFile',
    ssl_certfile: 'certificate',
    ssl_keyfile: 'key',
  },
  node: { ...specified, tlsCertificateFile: 'certificate' },
  ruby: { ssl_ca_cert: 'tlsCAFile', ssl_cert: 'certificate', ssl_key: 'key' },
  spring: {},
};

const passwords: Readonly<Record<ClientOptions['reader'], readonly string[]>> = {
  pymongo: ['tlsCertificateKeyFilePassword', 'ssl_pem_passphrase'],
  node: ['tlsCertificateKeyFilePassword'],
  ruby: ['ssl_key_pass_phrase'],
  spring: [],
};

/** The text that an option gives, where nothing is put in for a part of it. */
function textOf({ reader }: ClientOptions, { value }: DriverOption): string | undefined {
  const text = reader === 'ruby' || reader === 'spring' ? value : literalText(value);
  return text === undefined || text === '' || placeholdersIn(text).length > 0 ? undefined : text;
}

/** The files that options name, where the path is known. */
export function driverFiles(document: ClientOptions): NamedDriverFile[] {
  const { reader, options } = document;
  const known = roles[reader];
  const files = options.flatMap((option): NamedDriverFile[] => {
    const role = Object.hasOwn(known, option.name) ? known[option.name] : undefined;
    const path = textOf(document, option);
    return role === undefined || path === undefined ? [] : [{ option, path, role }];
  });
  // PyMongo reads the key from the file with the certificate where no other one is named
  const hasKey = options.some(({ name }) => known[name] === 'key');
  return files.map((file) =>
    reader === 'pymongo' && file.role === 'certificate' && !hasKey
      ? { ...file, role: 'tlsCertificateKeyFile' }
      : file,
  );
}

/** The password of the private key, where it is written beside. */
export function driverKeyPassword(document: ClientOptions): string | undefined {
  const option = document.options.find(({ name }) => passwords[document.reader].includes(name));
  return option && textOf(document, option);
}

const ofKey = new Set<string | undefined>(['no-key', 'key-mismatch', 'encrypted-key', 'wrong-password']);

/** What is wrong with a file for its driver. Of a certificate and its key, `pem` is of both files, where both are here. */
export function driverFileFaults(role: DriverFileRole, pem: Pem, context: RoleContext): ClientFileFault[] {
  if (role !== 'certificate' && role !== 'key') return clientFileFaults(role, pem, context);
  return clientFileFaults('tlsCertificateKeyFile', pem, context)
    .filter(({ fault }) => ofKey.has(fault?.code) === (role === 'key'))
    .map(({ severity, message, fault }) => ({
      severity,
      message: ownWords(role, fault?.code) ?? message,
    }));
}

function ownWords(role: 'certificate' | 'key', code: string | undefined): string | undefined {
  if (role === 'certificate' && code === 'no-certificate') return 'The file holds no certificate, in PEM.';
  if (role === 'key' && code === 'no-key') return 'The file holds no private key, in PEM.';
  if (role === 'key' && code === 'encrypted-key')
    return 'The private key is encrypted, and its password is not given beside it: the program must give it in another way.';
  return undefined;
}
