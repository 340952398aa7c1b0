import { isCa, type Certificate, type Crl } from '../core/pem/model/certificate.ts';
import { chainOf, hasIssued, isOfSameIssuer, pathProblems } from '../core/pem/chain/chain.ts';
import { allowsUsage, dateText, validityAt } from '../core/pem/model/judgements.ts';
import { readableName } from '../core/pem/der/name.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { isRoot, isSame, issuerOf, namesOf, subjectOf } from './certificates.ts';
import type { TlsInputs } from './check-files.ts';
import { isAtlas, type Side } from './facts.ts';
import { found, type Failure } from './failure.ts';
import { show, type Target } from './host-list.ts';
import { isIP } from 'node:net';
import type { DiagnosisCode } from './report.ts';
import { cloudAuthority, defaultCertificate, inspectionAuthority } from './well-known.ts';

/** What a server's certificates are judged by. */
export interface Judged {
  /** As the server sent them, its own first. */
  readonly sent: readonly Certificate[];
  /** Trusted ones that may end the chain: of the CA file, or of the store of the client. */
  readonly anchors: readonly Certificate[];
  readonly inputs: TlsInputs;
  readonly target: Target;
  /** Whether the host name does not fit, as the TLS client judges it. */
  readonly wrongName: boolean;
  readonly loopback: boolean;
  readonly now: number;
}

/** Every fault of a server's certificates that is visible, and the chain up to where it could be followed. */
export interface Judgement {
  readonly path: readonly Certificate[];
  readonly isTrusted: boolean;
  readonly failures: readonly Failure[];
}

function failure(
  code: DiagnosisCode,
  sides: readonly Side[],
  specifics: readonly string[],
  more: Partial<Failure> = {},
): Failure {
  return { ...found('tls', code, specifics[0] ?? ''), ...more, sides, specifics };
}

/** The same for everybody who wants to see more. */
export function showCertificates({ host, port }: Target): string {
  const name = isIP(host) === 0 ? ` -servername ${host}` : '';
  return `openssl s_client -connect ${show({ host, port })}${name} -showcerts </dev/null`;
}

function trustedNames({ caCertificates, caPath }: TlsInputs): string {
  if (caPath === undefined)
    return 'No tlsCAFile was given, so only the public certificate authorities that Node.js ships are trusted.';
  const names = caCertificates.slice(0, 5).map(subjectOf);
  const more = caCertificates.length > 5 ? ` and ${caCertificates.length - 5} more` : '';
  return `tlsCAFile (${caPath}) holds ${names.join('; ')}${more}.`;
}

function missingIssuer(path: readonly Certificate[], { inputs, target, sent }: Judged): Failure {
  const last = path.at(-1);
  const commands = [showCertificates(target)];
  const known = inspectionAuthority(path) ?? cloudAuthority(target.host);
  const more = {
    commands,
    ...(known ? { fixes: known.fixes } : {}),
  };
  const lead = known ? [known.sentence] : [];
  const fail = (sides: readonly Side[], ...specifics: string[]): Failure =>
    failure('unknown-ca', known ? [] : sides, [...lead, ...specifics], more);
  if (!last) return fail(['server-chain'], 'The server sent no certificate.');
  const trusted = trustedNames(inputs);
  if (isRoot(last) && path.length > 1)
    return fail(
      ['ca-file'],
      `The server's chain ends at the root ${subjectOf(last)}, which is not among the trusted certificates.`,
      trusted,
    );
  const namesake = inputs.caCertificates.find(
    (ca) => ca.subject.comparable === last.issuer.comparable && !hasIssued(ca, last, nodeCrypto),
  );
  if (namesake)
    return fail(
      ['ca-file'],
      `tlsCAFile holds a certificate named ${subjectOf(namesake)}, but with another key than the one that signed ${subjectOf(last)}: it is an older or a newer certificate of that authority.`,
    );
  const missing = `The issuer ${issuerOf(last)} of ${subjectOf(last)} is missing: the server did not send it, and it is not among the trusted certificates.`;
  if (inputs.caCertificates.some((ca) => isSame(ca, last)))
    return fail(
      ['ca-file'],
      missing,
      `tlsCAFile holds ${subjectOf(last)}, but a driver follows the chain up to a root, which must be there too.`,
    );
  const sides: readonly Side[] = sent.length === 1 ? ['ca-file', 'server-chain'] : ['ca-file'];
  return fail(sides, missing, trusted);
}

function trustFailure(path: readonly Certificate[], judged: Judged): Failure {
  const { sent, target } = judged;
  const [leaf] = sent;
  const shown = leaf && defaultCertificate(leaf);
  const isSelfSigned = leaf !== undefined && path.length === 1 && isRoot(leaf);
  if (shown)
    return failure(isSelfSigned ? 'self-signed-certificate' : 'unknown-ca', [], [shown.sentence], {
      only: true,
      fixes: shown.fixes,
      commands: [showCertificates(target)],
    });
  if (!isSelfSigned) return missingIssuer(path, judged);
  const known = inspectionAuthority([leaf]);
  return failure(
    'self-signed-certificate',
    known ? [] : ['ca-file', 'server-chain'],
    [
      ...(known ? [known.sentence] : []),
      `The server's certificate ${subjectOf(leaf)} is signed by itself, not by a certificate authority.`,
    ],
    { commands: [showCertificates(target)], ...(known ? { fixes: known.fixes } : {}) },
  );
}

/** The first certificate outside its dates, and who has to replace it. */
function dateFailure(
  path: readonly Certificate[],
  judged: Judged,
  state: 'expired' | 'not-yet-valid',
): Failure[] {
  const { sent, inputs, now } = judged;
  return path
    .filter((certificate) => validityAt(certificate, now) === state)
    .slice(0, 1)
    .map((certificate) => {
      const isSent = sent.some((other) => isSame(other, certificate));
      const name = subjectOf(certificate);
      const dates =
        state === 'expired'
          ? `${name} was valid from ${dateText(certificate.notBefore)} to ${dateText(certificate.notAfter)}.`
          : `${name} is valid from ${dateText(certificate.notBefore)} on; this machine's clock says ${dateText(now)}.`;
      const code = state === 'expired' ? 'server-certificate-expired' : 'server-certificate-not-yet-valid';
      if (isSent) {
        const isLeaf = certificate === path[0];
        return failure(code, isLeaf ? ['server-chain', 'this-machine'] : [], [dates], {
          ...(isLeaf
            ? {}
            : {
                fixes: [
                  `Replace ${name} in the file of net.tls.certificateKeyFile on the server: it is an intermediate certificate there, and the server's own certificate may stay.`,
                ],
              }),
        });
      }
      const where =
        inputs.caPath === undefined ? 'the list of public authorities' : `tlsCAFile (${inputs.caPath})`;
      return failure(code, [], [dates, `The server did not send it: it comes from ${where}.`], {
        only: true,
        fixes:
          inputs.caPath === undefined
            ? ['Update this program: its list of public authorities is out of date.']
            : [
                `Replace ${name} in ${inputs.caPath} by the current certificate of that authority. The server's certificate is not at fault.`,
              ],
      });
    });
}

function nameFailure({ sent, target, loopback }: Judged): Failure {
  const [leaf] = sent;
  const names = leaf ? namesOf(leaf) : undefined;
  const presented = names ?? (leaf ? `${subjectOf(leaf)} and has no subject alternative name` : 'nobody');
  const specifics = [`You connect to ${target.host}. The certificate is issued for ${presented}.`];
  if (isIP(target.host) !== 0)
    specifics.push(
      `${target.host} is an IP address: only a subject alternative name of the type IP Address counts, not a DNS name that looks like one.`,
    );
  const [name] = (leaf?.subjectAltNames ?? []).filter(
    ({ type, value }) => type === 'dns' && !value.startsWith('*'),
  );
  const isTunnel = loopback && name !== undefined && name.value !== 'localhost';
  if (isTunnel)
    specifics.push(
      `${target.host} is this machine: through a tunnel or a forwarded port, the server behind it still shows its own name.`,
    );
  return failure('hostname-mismatch', ['connection-string', 'server-chain'], specifics, {
    commands: [showCertificates(target)],
    ...(isTunnel
      ? {
          fixes: [
            `Add "127.0.0.1 ${name.value}" to the hosts file, and connect to mongodb://${name.value}:${target.port}/?directConnection=true with the options you have.`,
          ],
        }
      : {}),
  });
}

function purposeFailure(leaf: Certificate): Failure {
  const uses = leaf.extendedKeyUsage?.map(({ oid, name }) => (name === oid ? oid : `${oid} (${name})`));
  return failure(
    'server-certificate-wrong-purpose',
    ['server-chain'],
    [
      `The extended key usage of ${subjectOf(leaf)} is ${uses?.join(', ') ?? 'absent'}; a server needs 1.3.6.1.5.5.7.3.1 (serverAuth).`,
    ],
  );
}

function listText({ issuer, thisUpdate, nextUpdate }: Crl): string {
  const until = nextUpdate === undefined ? '' : ` to ${dateText(nextUpdate)}`;
  return `The list of ${readableName(issuer)} is valid from ${dateText(thisUpdate)}${until}.`;
}

/** With lists, OpenSSL wants one for every issuer of the chain (X509_V_FLAG_CRL_CHECK_ALL, as Node.js sets it). */
function revocationFailures(path: readonly Certificate[], { inputs, now }: Judged): Failure[] {
  if (inputs.crls.length === 0) return [];
  const failures: Failure[] = [];
  const checked = path.filter((certificate) => !isRoot(certificate));
  const listOf = (certificate: Certificate): Crl | undefined =>
    inputs.crls.find((list) => isOfSameIssuer(list, certificate));
  const lacking = path.filter((certificate) => !listOf(certificate));
  if (lacking.length > 0)
    failures.push(
      failure(
        'crl-wrong-issuer',
        ['ca-file'],
        [
          `The chain needs revocation lists of ${[...new Set(path.map(issuerOf))].join('; ')}.`,
          `tlsCRLFile has ${[...new Set(inputs.crls.map(({ issuer }) => readableName(issuer)))].join('; ')}.`,
        ],
      ),
    );
  const used = new Set(path.map(listOf).filter((list) => list !== undefined));
  const stale = [...used].find(
    ({ thisUpdate, nextUpdate }) => thisUpdate > now || (nextUpdate !== undefined && nextUpdate < now),
  );
  if (stale) failures.push(failure('crl-expired', ['ca-file'], [listText(stale)]));
  const revoked = checked.find(
    (certificate) => listOf(certificate)?.revokes(certificate.serialNumber) === true,
  );
  if (revoked)
    failures.push(
      failure(
        'server-certificate-revoked',
        ['server-chain'],
        [
          `${subjectOf(revoked)}, serial number ${revoked.serialNumber.toUpperCase()}, is on the revocation list in tlsCRLFile.`,
        ],
      ),
    );
  return failures;
}

/** Every fault of a server's certificates, without asking anybody: trust, dates, name, purpose, revocation. */
export function judge(judged: Judged): Judgement {
  const { sent, anchors, wrongName } = judged;
  const [leaf] = sent;
  if (!leaf)
    return {
      path: [],
      isTrusted: false,
      failures: [failure('unknown-ca', ['server-chain'], ['The server sent no certificate.'])],
    };
  const { path } = chainOf(leaf, sent.slice(1), nodeCrypto, anchors);
  const top = path.at(-1) ?? leaf;
  const isTrusted = isRoot(top) && anchors.some((anchor) => isSame(anchor, top));
  const [problem] = isTrusted ? pathProblems(path).filter((entry) => !entry.toleratedByOpenSsl) : [];
  const failures = [
    ...(isTrusted ? [] : [trustFailure(path, judged)]),
    ...(problem
      ? [
          failure('unknown-ca', problem.at > 0 && isCa(top) ? ['server-chain'] : ['ca-file'], [
            problem.message,
          ]),
        ]
      : []),
    ...dateFailure(path, judged, 'expired'),
    ...dateFailure(path, judged, 'not-yet-valid'),
    ...(wrongName ? [nameFailure(judged)] : []),
    ...(allowsUsage(leaf, 'serverAuth') ? [] : [purposeFailure(leaf)]),
    ...revocationFailures(path, judged),
  ];
  const facts = { tlsAnswered: true, atlas: isAtlas(judged.target.host) };
  return {
    path,
    isTrusted,
    failures: failures.map((entry) => ({ ...entry, facts: { ...facts, ...entry.facts } })),
  };
}
