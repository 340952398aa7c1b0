import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, unavailable, type Option } from '../../server/src/core/catalogue/catalogue.ts';
import { convertToYaml } from '../../server/src/core/fixing/convert.ts';
import { meaningOf } from '../../server/src/core/config/normalised-settings.ts';
import { parseConfig } from '../../server/src/core/config/config.ts';
import { targetOf } from '../../server/src/core/catalogue/vocabulary.ts';
import { facts } from '../support/facts.ts';

/** Names of INI that set something, with values they take. */
function names(version: string): { name: string; values: string[]; repeats: boolean }[] {
  const target = targetOf('mongod', facts({ version }));
  const options = catalogue.settings.flatMap((option) =>
    [option, ...(option.aliases ?? [])]
      .filter((name) => name.ini !== undefined && !unavailable({ option, name }, target))
      // the selectors of Windows came to INI later than to YAML
      .filter(({ path }) => !path.endsWith('ertificateSelector'))
      .map((name) => ({ name: name.ini ?? '', values: valuesOf(option), repeats: option.type === 'list' })),
  );
  const single = ['noauth', 'auth', 'noscripting', 'nounixsocket', 'noobjcheck', 'sslOnNormalPorts'].map(
    (name) => ({
      name,
      values: name === 'sslOnNormalPorts' ? ['true', 'yes'] : ['true', 'no', ''],
      repeats: false,
    }),
  );
  return [
    ...options,
    ...single,
    { name: 'logpath', values: ['/var/log/a.log', 'C:\\log'], repeats: false },
    { name: 'verbose', values: ['v', 'vvvv', 'true', ''], repeats: false },
    {
      name: 'setParameter',
      values: ['ocspEnabled=false', 'sslWithholdClientCertificate=1', 'a= b '],
      repeats: false,
    },
  ].filter(({ name, values }) => name !== 'syslog' && values.length > 0);
}

function valuesOf(option: Option): string[] {
  switch (option.type) {
    case 'bool':
      return ['true', 'YES', 'off', '0', ''];
    case 'int':
    case 'double':
      return ['5', '0x1F', '020'];
    case 'enum':
      return [...(option.values ?? [])];
    case 'list':
    case 'string':
      return [
        'a',
        '/x/y z',
        "it's",
        '"q"',
        'a: b',
        'null',
        '- x',
        '{a}',
        '*a',
        '%x',
        '~',
        'true',
        '-',
        '&a',
        '!t',
        '@x',
        '`',
        'é',
        'a:',
        '1 # c',
        '|',
        '? x',
        '--- a',
      ];
    case 'map':
      return [];
  }
}

describe.each(['8.0', '4.4', '4.0'])('converting any INI file for %s', (version) => {
  const known = names(version);
  const line = fc.nat().chain((at) => {
    const entry = known[at % known.length];
    return fc.record({
      name: fc.constant(entry?.name ?? ''),
      value: fc.constantFrom(...(entry?.values ?? [])),
      sign: fc.constantFrom('=', ' = ', '\t='),
      above: fc.constantFrom('', '', '# port = 1', '\n', '# x\n\n#y'),
      beside: fc.constantFrom('', '', ' # why', '#'),
      repeats: fc.constant(entry?.repeats ?? false),
    });
  });

  it('keeps the meaning', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 25 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, eol) => {
          const ini = [
            'fork = false',
            ...lines.flatMap(({ name, value, sign, above, beside }) => [
              ...(above === '' ? [] : [above]),
              `${name}${sign}${value}${beside}`,
            ]),
          ]
            .join('\n')
            .replaceAll('\n', eol);
          const config = parseConfig(ini, { program: 'mongod' });
          fc.pre(config.format === 'ini' && config.problems.length === 0 && !config.template);
          const meaning = meaningOf(config);
          const options = meaning.map((entry) => entry.split(' = ')[0]);
          const lists = lines.filter(({ repeats }) => repeats).length > 0;
          fc.pre(lists || new Set(options).size === options.length);
          const result = convertToYaml(config, targetOf('mongod', facts({ version })));
          expect(result).toHaveProperty('text');
          if (!('text' in result)) return;
          fc.pre(!result.text.includes('a second time'));
          const after = parseConfig(result.text, { program: 'mongod' });
          expect(after.problems).toEqual([]);
          expect(after.format).toBe('yaml');
          expect(meaningOf(after)).toEqual(meaning);
          expect(/[^\r]\n/.test(result.text)).toBe(eol === '\n');
        },
      ),
      { numRuns: 500 },
    );
  });
});
