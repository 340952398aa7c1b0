import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { ConnectionString as DriverString } from 'mongodb-connection-string-url';
import { describe, expect, it } from 'vitest';
import { parseConnectionString } from '../../../server/src/core/client-options/connection-string.ts';
import { placeholdersIn } from '../../../server/src/core/client-options/placeholders.ts';
import { facts } from '../../support/facts.ts';
import { allRules, lint } from '../../support/lint.ts';
import type { Severity } from '../../../server/src/core/findings/finding.ts';

interface Case {
  readonly id: string;
  readonly input: string;
  readonly expect: 'valid' | 'warning' | 'invalid';
}

/** The worst that the rules say of a connection string by itself; informations do not count. */
function verdict(text: string): Severity | undefined {
  const found = lint(parseConnectionString(text), facts(), {}, allRules).map(({ severity }) => severity);
  return found.includes('error') ? 'error' : found.includes('warning') ? 'warning' : undefined;
}

const expected = { valid: undefined, warning: 'warning', invalid: 'error' } as const;

describe('the test cases of the specification', () => {
  const file = resolve(import.meta.dirname, '../../../../shared/cases/uri.json');
  const cases = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Case[]) : [];
  it.skipIf(cases.length === 0)('each has the verdict that the specification demands', () => {
    const wrong = cases
      // without a scheme it is no connection string at all
      .filter(({ input }) => /^mongodb(?:\+srv)?:/.test(input))
      .map(({ id, input, expect: wanted }) => ({
        id,
        input,
        wanted: expected[wanted],
        found: verdict(input),
      }))
      .filter(({ wanted, found }) => wanted !== found);
    expect(wrong).toEqual([]);
  });
});

/** What the Node.js driver's own reader makes of a string: undefined where it refuses it. */
function asDriver(text: string): DriverString | undefined {
  try {
    return new DriverString(text);
  } catch {
    return undefined;
  }
}

const unreserved = fc.stringMatching(/^[A-Za-z0-9._~!'()*-]{1,12}$/);
const encodedText = fc.string({ minLength: 1, maxLength: 12 }).map((text) => {
  try {
    return encodeURIComponent(text);
  } catch {
    return 'x';
  }
});
const host = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9.-]{0,10}[a-z0-9]$/),
  fc.constantFrom('127.0.0.1', '[::1]', '[2001:db8::7]'),
);
const hostAndPort = fc.oneof(
  host,
  fc.tuple(host, fc.integer({ min: 1, max: 65535 })).map(([name, port]) => `${name}:${String(port)}`),
);
const good = fc.record({
  user: fc.option(fc.tuple(encodedText, fc.option(encodedText))),
  hosts: fc.array(hostAndPort, { minLength: 1, maxLength: 3 }),
  database: fc.option(unreserved),
  options: fc.uniqueArray(
    fc.tuple(fc.constantFrom('appName', 'replicaSet', 'tlsCAFile', 'authSource', 'w'), encodedText),
    { selector: ([name]) => name, maxLength: 4 },
  ),
});

describe('a connection string in order', () => {
  it('is read as the Node.js driver reads it', () => {
    fc.assert(
      fc.property(good, ({ user, hosts, database, options }) => {
        const login = user ? `${user[0]}${user[1] === null ? '' : `:${user[1]}`}@` : '';
        const query = options.map(([name, value]) => `${name}=${value}`).join('&');
        const text = `mongodb://${login}${hosts.join(',')}/${database ?? ''}${query === '' ? '' : `?${query}`}`;
        const theirs = asDriver(text);
        const ours = parseConnectionString(text);
        // text like "**x**" or "xxxx" stands for something else
        fc.pre(theirs !== undefined && ours.optionsAreKnown && !ours.hostsAreUnknown);
        expect(ours.problems).toEqual([]);
        expect(ours.hosts.map(({ span }) => text.slice(...span))).toEqual(theirs.hosts);
        expect(ours.user?.text ?? '').toBe(theirs.username);
        expect(ours.options.map(({ name, value }) => [name, value])).toEqual([...theirs.searchParams]);
      }),
    );
  });

  it.each(['mongodb://m%FCller:pw@db1/', 'mongodb://u:p%e9@db1/', 'mongodb://%aa@db1/'])(
    'is refused where what is encoded is not UTF-8: %s',
    (text) => {
      expect(asDriver(text)).toBeUndefined();
      expect(parseConnectionString(text).problems.map(({ code }) => code)).toEqual(['escape']);
    },
  );

  it('is refused where the driver refuses it for user, password or hosts', () => {
    const userInfo = fc.stringMatching(/^[a-z:@%/?#[\]2]{1,10}$/);
    fc.assert(
      fc.property(userInfo, (user) => {
        const text = `mongodb://${user}@db.example.net:27017/app`;
        // "%q" stands for something else
        fc.pre(placeholdersIn(text).length === 0);
        const ours = parseConnectionString(text);
        if (!asDriver(text)) expect(ours.problems).not.toEqual([]);
      }),
    );
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'mongodb://',
      '@',
      ':',
      '/',
      '?',
      '&',
      '=',
      ',',
      '[',
      ']',
      '%',
      '${A}',
      '<b>',
      '{{ c }}',
      'tls',
      'true',
    ),
    fc.string({ maxLength: 5 }),
  );
  it('is read without an exception, with all places inside it', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = `mongodb://${pieces.join('')}`;
        const { options, hosts, user, password, problems } = parseConnectionString(text);
        const spans = [
          ...options.flatMap(({ span, nameSpan, valueSpan }) => [span, nameSpan, valueSpan]),
          ...[...hosts, ...problems].map(({ span }) => span),
          ...[user, password].flatMap((part) => (part ? [part.span] : [])),
        ];
        for (const [start, end] of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('what is put in later', () => {
  it.each([
    'mongodb://${USER}:${PASSWORD}@${HOSTS}/${DB}?${OPTIONS}',
    'mongodb://<username>:<password>@cluster0.abcde.mongodb.net/<db>?tls=<tls>',
    'mongodb://{{ user }}:{{ p@ss }}@{{ hosts | join(",") }}/?tls={{ tls }}',
    'mongodb://%s:%s@%s:%d/%s',
    'mongodb://{user}:{pw}@{host}:{port}/?maxPoolSize={n}',
    "mongodb://#{user}:#{ENV['PW']}@db1:#{port}/",
    'mongodb+srv://$USER:$PASS@$HOST/?retryWrites=$RETRY',
    'mongodb://u:%DB_PASSWORD%@db1/',
    'mongodb://user:***@db1/?authSource=$external',
    'mongodb://host:port/',
  ])('is not known and nothing wrong: %s', (text) => {
    expect(verdict(text)).toBeUndefined();
  });
});
