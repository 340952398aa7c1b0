import { testRule } from '../../support/rule-tester.ts';

const set = (value: string) => `setParameter:\n  opensslCipherConfig: ${value}\n`;

testRule('weak-cipher', {
  valid: [
    set('HIGH:!EXPORT:!aNULL@STRENGTH'),
    set('ECDHE-RSA-AES256-GCM-SHA384:-RC4:+3DES:!LOW'),
    set('RC4:!RC4:HIGH'),
    set('{{ ciphers }}'),
  ],
  invalid: [
    { text: set('HIGH:⟦DES-CBC3-SHA⟧:!aNULL'), severity: 'warning', message: 'SWEET32' },
    { text: set('"⟦kRSA+RC4⟧:⟦eNULL⟧"') },
    { text: 'net.tls.tlsCipherConfig: ⟦LOW⟧\n' },
    { text: 'setParameter = opensslCipherConfig=HIGH,⟦ADH-AES128-SHA⟧\n', message: 'who the server is' },
  ],
});
