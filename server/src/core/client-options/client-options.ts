import type { Span } from '../text/span.ts';
import type { Driver } from './uri-options.ts';

/** The options that a program gives its driver in a call, as far as their names stand there. */
export interface ClientOptions {
  readonly kind: 'options';
  /** The arguments of the call. */
  readonly text: string;
  readonly driver: Driver;
  readonly options: readonly { readonly name: string; readonly nameSpan: Span }[];
}

const names: Readonly<Partial<Record<Driver, RegExp>>> = {
  // ssl_certfile=…, "ssl_certfile": …
  pymongo:
    /(?<![\w.])(ssl_(?:certfile|keyfile|ca_certs|cert_reqs|match_hostname|crlfile|pem_passphrase))(?=["']?[ \t]*(?:=(?!=)|:))/g,
  node: /(?<![\w.])(ssl(?:CA|Cert|Key|Pass|CRL|Validate))(?=["']?[ \t]*:)/g,
};

/** Reads the arguments of a call that makes a client. */
export function parseClientOptions(text: string, driver: Driver): ClientOptions {
  const pattern = names[driver];
  const found = pattern ? [...text.matchAll(pattern)] : [];
  const options = found.map(({ 1: name = '', index }) => ({
    name,
    nameSpan: [index, index + name.length] as const,
  }));
  return { kind: 'options', text, driver, options };
}
