import { formerOptionNamed } from '../../core/client-options/former-options.ts';
import { explainUnknownOption } from '../../core/client-options/unknown-option.ts';
import { clientKinds } from '../../core/client-options/client-names.ts';
import { uriOptionNamed, type Driver, type UriOption } from '../../core/client-options/uri-options.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { GivenOption } from '../../core/client-options/connection-string.ts';

export default defineRule(
  'uri',
  {
    severity: 'warning',
    summary: 'The driver of the file, or no driver at all, knows an option of a connection string',
    citation: 'mongodb/specifications source/uri-options/uri-options.md; the option tables of the drivers',
  },
  function* ({ options, driver, isExample }) {
    for (const option of options) {
      const known = uriOptionNamed(option.name);
      if (formerOptionNamed(option.name)) continue;
      const found = known ? driver && reportForeign(option, known, driver) : report(option);
      if (found) yield { ...found, ...(isExample ? { severity: 'info' as const } : {}) };
    }
  },
);

const effects = {
  refuse: 'refuses the connection string',
  warn: 'ignores it with a warning',
  ignore: 'ignores it silently',
};

/** Where a driver has what it cannot read from a connection string. */
const elsewhere: Readonly<Record<Driver, string>> = {
  java: 'Trusted authorities and the certificate of the client come from the key stores of the JVM (javax.net.ssl.trustStore, javax.net.ssl.keyStore), from an SSLContext, or from an SSL bundle of Spring Boot.',
  csharp: 'Certificates come from the store of the system or from SslSettings.',
  go: 'tlsInsecure=true is what it has for all checks together.',
  pymongo: '',
  node: '',
};

/** An option of TLS that the driver of the file does not know: the connection is another one than the string says. */
function reportForeign(
  { name, nameSpan }: GivenOption,
  known: UriOption,
  driver: Driver,
): Report | undefined {
  if (known.drivers.includes(driver) || !/^tls/i.test(name)) return undefined;
  const { title, unknownOption } = clientKinds[driver];
  const message = `This file uses ${title}, which does not know ${known.name} and ${effects[unknownOption]}. ${elsewhere[driver]}`;
  return { span: nameSpan, message: message.trimEnd() };
}

const effect = 'The Node.js driver and mongosh refuse the string; other drivers ignore the option.';

function report({ name, nameSpan }: GivenOption): Report {
  const explained = explainUnknownOption(name);
  switch (explained.kind) {
    case 'server-setting':
      return {
        span: nameSpan,
        message: `${name} is a setting of the server (${explained.path}), not an option of a connection string. ${effect}`,
      };
    case 'similar':
      return {
        span: nameSpan,
        message: `No driver knows ${name}; ${explained.name} is the nearest name. ${effect}`,
        fix: rename(explained.name, nameSpan),
      };
    case 'unknown':
      return { span: nameSpan, message: `No driver knows the option ${name}. ${effect}` };
  }
}

/** It changes what the driver does: what was ignored counts from then on. */
function rename(name: string, span: GivenOption['nameSpan']): Fix {
  return { title: `Rename it to ${name}`, safe: false, edits: [{ span, text: name }] };
}
