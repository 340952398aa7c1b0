import { parameter } from '../../core/config/parameters.ts';
import { spansInValue } from '../../core/config/value-span.ts';
import { defineRule } from '../../core/linting/rule.ts';

/** Parts of cipher names and names of groups, as OpenSSL writes them, with what is wrong with them. */
const weak: Readonly<Record<string, string>> = {
  NULL: 'does not encrypt',
  eNULL: 'does not encrypt',
  COMPLEMENTOFALL: 'does not encrypt',
  aNULL: 'does not tell who the server is',
  ADH: 'does not tell who the server is',
  AECDH: 'does not tell who the server is',
  EXP: 'was made weak for export',
  EXPORT: 'was made weak for export',
  LOW: 'has keys of 64 bits or less',
  DES: 'has a block or key that is too short (SWEET32)',
  '3DES': 'has a block that is too short (SWEET32)',
  IDEA: 'has a block that is too short (SWEET32)',
  RC2: 'can be broken',
  RC4: 'can be broken',
  MD5: 'rests on MD5, which can be broken',
};

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A weak cipher is allowed',
    citation: 'OpenSSL manual, openssl-ciphers, cipher strings; RFC 9325, section 4',
  },
  function* (config) {
    for (const setting of [parameter(config, 'opensslCipherConfig'), config.get('net.tls.tlsCipherConfig')]) {
      if (setting?.text === undefined) continue;
      const spanOf = spansInValue(config.text, setting);
      const tokens = [...setting.text.matchAll(/[^:, ;]+/g)];
      const killed = new Set(
        tokens.filter(([token]) => token.startsWith('!')).map(([token]) => token.slice(1)),
      );
      for (const { 0: token, index } of tokens) {
        // what is taken out, moved or sorted adds nothing
        if (/^[!+@-]/.test(token)) continue;
        const parts = token.replace(/@.*/s, '').split(/[-+]/);
        const found = parts.find((part) => Object.hasOwn(weak, part) && !killed.has(part));
        if (found === undefined) continue;
        yield {
          span: spanOf(index, index + token.length),
          message: `${token} allows a cipher that ${weak[found] ?? 'is weak'}.`,
        };
      }
    }
  },
);
