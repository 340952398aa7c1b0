import fc from 'fast-check';

/** Options of net.ssl with the names of both ages, and values their types take. */
const options: readonly { old: string; present: string; values: readonly string[] }[] = [
  { old: 'mode', present: 'mode', values: [] },
  { old: 'PEMKeyFile', present: 'certificateKeyFile', values: ['/etc/ssl/a.pem', 'C:/x y.pem'] },
  { old: 'PEMKeyPassword', present: 'certificateKeyFilePassword', values: ['p#ss', 'secret'] },
  { old: 'clusterFile', present: 'clusterFile', values: ['c.pem'] },
  { old: 'CAFile', present: 'CAFile', values: ['/etc/ssl/ssl.pem'] },
  { old: 'CRLFile', present: 'CRLFile', values: ['net.ssl'] },
  {
    old: 'weakCertificateValidation',
    present: 'allowConnectionsWithoutCertificates',
    values: ['true', 'false'],
  },
  { old: 'allowInvalidHostnames', present: 'allowInvalidHostnames', values: ['true'] },
  { old: 'disabledProtocols', present: 'disabledProtocols', values: ['TLS1_0,TLS1_1'] },
  { old: 'sslCipherConfig', present: 'tlsCipherConfig', values: ['HIGH:!aNULL'] },
];
const modes = ['disabled', 'allowSSL', 'preferSSL', 'requireSSL'];

interface Leaf {
  key: string;
  value: string;
}

/** A stream of small decisions, so that one list of numbers makes a whole file. */
class Choices {
  #at = 0;
  constructor(readonly numbers: readonly number[]) {}
  below(limit: number): number {
    const number = this.numbers[this.#at++ % this.numbers.length] ?? 0;
    return number % limit;
  }
  some<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }
  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }
}

/** A valid configuration of a 4.2 server whose TLS settings stand under old and present names, in any style and layout. */
export const yamlWithSslNames = fc
  .array(fc.nat(9973), { minLength: 200, maxLength: 200 })
  .map((numbers) => yamlFile(new Choices(numbers)));

/** The same as an INI file. */
export const iniWithSslNames = fc
  .array(fc.nat(9973), { minLength: 100, maxLength: 100 })
  .map((numbers) => iniFile(new Choices(numbers)));

function leaves(choices: Choices): { ssl: Leaf[]; tls: Leaf[] } {
  const ssl: Leaf[] = [];
  const tls: Leaf[] = [];
  for (const { old, present, values } of options) {
    if (choices.chance(3)) continue;
    const isOld = choices.below(5) > 1;
    const word = old === 'mode' ? choices.some(modes) : choices.some(values);
    const value = isOld ? word : old === 'mode' ? word.replace(/SSL$/, 'TLS') : word;
    (isOld ? ssl : tls).push({ key: isOld ? old : present, value });
  }
  return { ssl, tls };
}

function yamlFile(choices: Choices): string {
  const { ssl, tls } = leaves(choices);
  const eol = choices.some(['\n', '\n', '\r\n']);
  const dottedTop = split(choices, ssl, 4);
  const dottedIn = split(choices, ssl, 4);
  const braces = choices.chance(4);
  const net: string[] = [];
  const section = (name: string, list: Leaf[]): void => {
    if (list.length > 0)
      net.push(...(choices.chance(4) ? flowSection(choices, name, list) : block(choices, name, list)));
  };
  const parts = choices.chance(2) ? (['ssl', 'tls'] as const) : (['tls', 'ssl'] as const);
  const lines: string[] = [];
  if (braces) {
    const inner = parts
      .map((name): [string, Leaf[]] => [name, name === 'ssl' ? ssl : tls])
      .filter(([, list]) => list.length > 0)
      .map(([name, list]) => `${quoteKey(choices, name)}: ${flow(choices, list)}`);
    lines.push(
      `net: {${[...inner, 'port: 27017', ...dottedIn.map((leaf) => flowLeaf(choices, `ssl.${leaf.key}`, leaf.value))].join(', ')}}`,
    );
  } else {
    for (const name of parts) {
      if (choices.chance(2))
        net.push('port: 27017'.replace('port', name === 'ssl' ? 'port' : 'maxIncomingConnections'));
      if (choices.chance(4)) net.push(comment(choices));
      section(name, name === 'ssl' ? ssl : tls);
    }
    for (const leaf of dottedIn) net.push(...leafLines(choices, `ssl.${leaf.key}`, leaf.value));
    net.push('bindIp: 127.0.0.1');
    const indent = ' '.repeat(1 + choices.below(4));
    lines.push(`net:${maybeComment(choices)}`, ...net.map((line) => (line === '' ? line : indent + line)));
  }
  for (const leaf of dottedTop) lines.push(...leafLines(choices, `net.ssl.${leaf.key}`, leaf.value));
  if (choices.chance(3)) lines.push('setParameter:', '  sslWithholdClientCertificate: true');
  if (choices.chance(3)) lines.unshift('# ssl settings', 'systemLog: {quiet: true}');
  const text = lines.join(eol) + (choices.chance(3) ? '' : eol);
  return choices.chance(6) ? `\uFEFF${text}` : text;
}

function iniFile(choices: Choices): string {
  const { ssl, tls } = leaves(choices);
  const eol = choices.some(['\n', '\r\n']);
  const name = (prefix: string, key: string): string =>
    /^(ssl|tls)/.test(key) ? key : prefix + key.charAt(0).toUpperCase() + key.slice(1);
  const line = (key: string, value: string): string =>
    `${' '.repeat(choices.below(2))}${key}${choices.some(['=', ' = ', ' ='])}${value.replace('#', '')}${maybeComment(choices)}`;
  const lines = [
    '# a comment with sslMode = requireSSL',
    ...ssl.map((leaf) => line(name('ssl', leaf.key), leaf.value)),
    ...tls.map((leaf) => line(name('tls', leaf.key), leaf.value)),
    'port = 27017',
  ];
  if (choices.chance(2)) lines.push('setParameter = sslWithholdClientCertificate=true');
  return lines.join(eol) + eol;
}

function split(choices: Choices, list: Leaf[], oneIn: number): Leaf[] {
  const taken = list.filter(() => choices.chance(oneIn));
  for (const leaf of taken) list.splice(list.indexOf(leaf), 1);
  return taken;
}

function block(choices: Choices, name: string, list: Leaf[]): string[] {
  const indent = ' '.repeat(1 + choices.below(4));
  const body = list.flatMap((leaf) => [
    ...(choices.chance(5) ? [comment(choices)] : []),
    ...(choices.chance(8) ? [''] : []),
    ...leafLines(choices, leaf.key, leaf.value),
  ]);
  return [
    `${quoteKey(choices, name)}:${maybeComment(choices)}`,
    ...body.map((line) => (line === '' ? line : indent + line)),
  ];
}

function flowSection(choices: Choices, name: string, list: Leaf[]): string[] {
  return [`${quoteKey(choices, name)}: ${flow(choices, list)}${maybeComment(choices)}`];
}

function flow(choices: Choices, list: Leaf[]): string {
  const inner = list.map((leaf) => flowLeaf(choices, leaf.key, leaf.value)).join(choices.some([', ', ',']));
  return `{${choices.some(['', ' '])}${inner}${choices.some(['', ' ', ','])}}`;
}

function flowLeaf(choices: Choices, key: string, value: string): string {
  return `${quoteKey(choices, key)}: ${/[,:#]/.test(value) ? `"${value}"` : quote(choices, value)}`;
}

function leafLines(choices: Choices, key: string, value: string): string[] {
  switch (choices.below(9)) {
    case 0:
      return [`${key}: >-`, `  ${value}`];
    case 1:
      return [`${quoteKey(choices, key)}:`, `  value: ${quote(choices, value)}`];
    default:
      return [`${quoteKey(choices, key)}: ${quote(choices, value)}${maybeComment(choices)}`];
  }
}

function quoteKey(choices: Choices, key: string): string {
  return choices.some([key, key, key, `'${key}'`, `"${key}"`]);
}

function quote(choices: Choices, value: string): string {
  return choices.some([value, value, `'${value}'`, `"${value}"`]);
}

function maybeComment(choices: Choices): string {
  return choices.chance(4) ? ` ${comment(choices)}` : '';
}

function comment(choices: Choices): string {
  return choices.some(['# ssl', '# {net.ssl}', '# mode: requireSSL', '#']);
}
