import { accessOf } from '../security/who-may-connect.ts';
import { parameterNamed } from '../catalogue/catalogue.ts';
import { parseConfig, type Config } from '../config/config.ts';
import { hasReached, inRange } from '../server/server-version.ts';
import type { Target } from '../catalogue/vocabulary.ts';
import { explainAccess } from './explain-access.ts';
import { plainText, type Suggestion } from './suggestion.ts';
import type { KeyPlace } from './cursor-context.ts';

/** A common way to set up TLS; names are those of 4.2 and later. */
interface SetUp {
  readonly label: string;
  readonly detail: string;
  /** The lines below net.tls. */
  readonly lines: readonly string[];
  /** Whether the server takes the authorities of its system. */
  readonly systemCa?: true;
}

const folder = '/etc/ssl/mongodb';
const certificate = `certificateKeyFile: \${1:${folder}/server.pem}`;
const authority = `CAFile: \${2:${folder}/ca.pem}`;

const setUps: readonly SetUp[] = [
  {
    label: 'TLS with client certificates',
    detail: 'only TLS, every client needs a certificate',
    lines: ['mode: requireTLS', certificate, authority],
  },
  {
    label: 'TLS for all clients',
    detail: 'only TLS, clients may come without a certificate',
    lines: ['mode: requireTLS', certificate, authority, 'allowConnectionsWithoutCertificates: true'],
  },
  {
    label: 'TLS step by step',
    detail: 'with and without TLS, to move a running cluster to it',
    lines: [
      'mode: ${3|allowTLS,preferTLS|}',
      certificate,
      authority,
      'allowConnectionsWithoutCertificates: true',
    ],
  },
  {
    label: 'TLS with the authorities of the system',
    detail: 'certificates of a public authority, no CAFile',
    lines: ['mode: requireTLS', certificate, 'allowConnectionsWithoutCertificates: true'],
    systemCa: true,
  },
];

/** The set-ups that fit a place of a file that says nothing of TLS yet; each tells who may connect then. */
export function suggestSetUps(place: KeyPlace, config: Config, target: Target): Suggestion[] {
  const isDone = config.settings.some(({ canonical }) => /^net\.(tls|ssl)\./.test(canonical));
  if (place.style !== 'block' || place.hasSeparator || place.quote !== '' || isDone) return [];
  const section = hasReached(target.serverVersion, '4.2') ? 'tls' : 'ssl';
  const around = ['', 'net', `net.${section}`].indexOf(place.section);
  if (
    around < 0 ||
    (around === 0 && place.siblings.has('net')) ||
    (around === 1 && place.siblings.has(section))
  )
    return [];
  return setUps.flatMap((setUp): Suggestion[] => {
    if (setUp.systemCa && !fitsSystemCa(place, target)) return [];
    const whole = snippet(setUp, section);
    const lines =
      around === 0
        ? whole
        : whole.slice(around, setUp.lines.length + 2).map((line) => line.slice(2 * around));
    const text = plainText(whole.join('\n'));
    const access = explainAccess(accessOf(parseConfig(text), target));
    return [
      {
        kind: 'set-up',
        label: setUp.label,
        detail: setUp.detail,
        documentation: `\`\`\`yaml\n${text}\n\`\`\`\n\n${access}`,
        span: place.span,
        insert: lines.join('\n'),
      },
    ];
  });
}

function fitsSystemCa(place: KeyPlace, { serverVersion }: Target): boolean {
  const known = inRange(serverVersion, parameterNamed('tlsUseSystemCA')?.since);
  return known && place.section === '' && !place.siblings.has('setParameter');
}

function snippet({ lines, systemCa }: SetUp, section: 'tls' | 'ssl'): string[] {
  const named = section === 'tls' ? lines : lines.map(withSslNames);
  const parameters = systemCa ? ['setParameter:', '  tlsUseSystemCA: true'] : [];
  return ['net:', `  ${section}:`, ...named.map((line) => `    ${line}`), ...parameters];
}

function withSslNames(line: string): string {
  return line.replace('certificateKeyFile', 'PEMKeyFile').replace(/(allow|prefer|require)TLS/g, '$1SSL');
}
