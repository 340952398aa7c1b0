import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attributeOid,
  parseDistinguishedName,
} from '../../../../server/src/core/pem/model/distinguished-name.ts';

/** The attributes as `name=value`, RDNs apart. */
function shape(text: string): string[][] {
  return parseDistinguishedName(text).rdns.map((rdn) => rdn.map(({ name, value }) => `${name}=${value}`));
}

describe('parseDistinguishedName', () => {
  it.each([
    ['UID=jsmith,DC=example,DC=net', [['UID=jsmith'], ['DC=example'], ['DC=net']]],
    ['OU=Sales+CN=J.  Smith,DC=example', [['OU=Sales', 'CN=J.  Smith'], ['DC=example']]],
    ['CN=server, O=, DC=example', [['CN=server'], ['O='], ['DC=example']]],
    ['CN=James \\"Jim\\" Smith\\, III,DC=net', [['CN=James "Jim" Smith, III'], ['DC=net']]],
    ['CN=evil\\,OU\\=Kernel,O=MongoDB Inc.', [['CN=evil,OU=Kernel'], ['O=MongoDB Inc.']]],
    ['CN=\\#1 = \\\\#1', [['CN=#1 = \\#1']]],
    ['CN=Lu\\C4\\8Di\\C4\\87', [['CN=Lučić']]],
    ['CN=\\41  , O=x', [['CN=A'], ['O=x']]],
    ['CN=a\\ , O = y ', [['CN=a '], ['O=y']]],
    ['2.5.4.10=Example,organizationalUnitName=x', [['2.5.4.10=Example'], ['organizationalUnitName=x']]],
    ['CN=a,', [['CN=a']]],
  ])('reads %s', (text, expected) => {
    expect(parseDistinguishedName(text).problem).toBeUndefined();
    expect(shape(text)).toEqual(expected);
  });

  it.each([
    ['CN=#12345', 'CN=⟦#⟧12345'],
    ['CN=\\B', 'CN=⟦\\B⟧'],
    ['CN=a\\', 'CN=a⟦\\⟧'],
    ['CN=<", "\\', 'CN=⟦<⟧", "\\'],
    ['CN=a;O=b', 'CN=a⟦;⟧O=b'],
    ['O=', 'O⟦=⟧'],
    ['O=x, ', 'O=x,⟦ ⟧'],
    ['example', '⟦example⟧'],
    ['CN=a, O', 'CN=a, ⟦O⟧'],
    ['=x', '⟦=⟧x'],
    ['C_N=x', 'C⟦_⟧N=x'],
    ['2.5.4.x=y', '2.5.4.⟦x⟧=y'],
    ['cn=x', '⟦cn⟧=x'],
    ['CN=\\FF\\FE', 'CN=⟦\\FF\\FE⟧'],
    ['', '⟦⟧'],
  ])('refuses %s', (text, marked) => {
    const { problem } = parseDistinguishedName(text);
    expect(problem?.message).toBeTruthy();
    const [start = -1, end = -1] = problem?.span ?? [];
    expect(`${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`).toBe(marked);
  });

  it('gives the place of names and values', () => {
    const text = 'CN=a, OU = Kernel';
    const attribute = parseDistinguishedName(text).rdns[1]?.[0];
    expect(attribute && text.slice(...attribute.nameSpan)).toBe('OU');
    expect(attribute && text.slice(...attribute.valueSpan)).toBe('Kernel');
  });

  it('says how a name is spelled', () => {
    expect(parseDistinguishedName('ou=x').problem?.message).toContain('its name is OU');
    expect(parseDistinguishedName('role_x=x').problem).toBeDefined();
    expect(attributeOid('DC')).toBe('0.9.2342.19200300.100.1.25');
    expect(attributeOid('organizationName')).toBe('2.5.4.10');
    expect(attributeOid('1.2.3')).toBe('1.2.3');
  });

  it('never throws, and its spans lie in the text', () => {
    const alphabet = fc.constantFrom(...'CNOUD=,+\\ #";<>.0123aF é'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 30 }), (text) => {
        const { rdns, problem } = parseDistinguishedName(text);
        const spans = rdns.flatMap((rdn) => rdn.flatMap((entry) => [entry.nameSpan, entry.valueSpan]));
        for (const [start, end] of problem ? [...spans, problem.span] : spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
