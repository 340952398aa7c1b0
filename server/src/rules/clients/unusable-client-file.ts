import { clientFileFaults, clientFiles } from '../../core/client-options/client-files.ts';
import type { ConnectionString } from '../../core/client-options/connection-string.ts';
import { givenOptions } from '../../core/client-options/given-options.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Report } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { isFilledIn } from '../../core/pem/armour/foreign-format.ts';
import { parsePemBytes } from '../../core/pem/model/pem.ts';

export default defineRule(
  'uri',
  {
    severity: 'error',
    summary: 'A client cannot use a certificate file that its connection string names',
    citation:
      'mongodb/specifications source/uri-options/uri-options.md; OpenSSL crypto/x509/v3_purp.c, check_purpose_ssl_client',
  },
  function* (uri, facts) {
    for (const report of reports(uri, facts))
      yield uri.isExample ? { ...report, severity: 'info' as const } : report;
  },
);

function* reports(uri: ConnectionString, facts: Facts): Iterable<Report> {
  const password = givenOptions(uri).get('tlsCertificateKeyFilePassword');
  const context = {
    now: facts.now,
    ...(facts.crypto ? { crypto: facts.crypto } : {}),
    ...(password === undefined ? {} : { passphrase: password, passphraseIsWritten: true }),
  };
  for (const { option, path, now } of clientFiles(uri.options)) {
    const fact = facts.files.get(path);
    if (fact?.state !== 'present') continue;
    const pem = parsePemBytes(fact.bytes);
    if (pem.blocks.length === 0 ? isFilledIn(pem.text) : pem.blocks.some(({ filledIn }) => filledIn))
      continue;
    for (const { severity, message, fault } of clientFileFaults(now, pem, context)) {
      yield {
        span: option.valueSpan,
        severity,
        message,
        ...(fault?.block
          ? {
              related: [
                {
                  span: fault.block.begin,
                  message: `The block ${fault.block.label}`,
                  location: fact.location,
                },
              ],
            }
          : {}),
      };
    }
  }
}
