import { testRule } from '../../support/rule-tester.ts';

const digest = 'ab'.repeat(32);
const set = (json: string) => `setParameter:\n  tlsCATrusts: '${json}'\n`;

testRule('malformed-ca-trusts', {
  valid: [
    set('[]'),
    set(`[{"sha256": "${digest}", "roles": [{"role": "", "db": ""}]}]`),
    set(`[{sha256: "${digest}", roles: []}]`),
    `setParameter:\n  tlsCATrusts: "[{\\"sha256\\":\\"${digest}\\",\\"roles\\":[]}]"\n`,
    { text: set('nonsense'), platform: 'windows' },
    'setParameter:\n  tlsCATrusts: {{ trusts }}\n',
  ],
  invalid: [
    { text: set('⟦{}⟧'), message: 'array' },
    { text: set('[{"sha256" ⟦"x"}]⟧'), message: 'no JSON' },
    { text: set('[{"sha256": ⟦"ab"⟧, "roles": []}]'), message: '64' },
    { text: set(`[⟦{"sha256": "${digest}"}⟧]`), message: 'needs roles' },
    { text: set(`[{"sha256": "${digest}", "roles": [], ⟦"name"⟧: "x"}]`), message: 'no field' },
    { text: set(`[{"sha256": "${digest}", "roles": [⟦"read"⟧]}]`), message: 'a role is an object' },
    {
      text: set(
        `[{"sha256": "${digest}", "roles": []}, {"sha256": ⟦"${digest.toUpperCase()}"⟧, "roles": []}]`,
      ),
      message: 'twice',
    },
    { text: 'setParameter = tlsCATrusts=[{sha256: ⟦1⟧, roles: []}]\n', message: 'a string' },
  ],
});
