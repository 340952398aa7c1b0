import { defineRule } from '../../core/linting/rule.ts';

const relaxing: Readonly<Record<string, string>> = {
  tlsinsecure: 'tlsInsecure=true: the client accepts any certificate under any name',
  tlsallowinvalidcertificates: 'tlsAllowInvalidCertificates=true: the client accepts any certificate',
  tlsallowinvalidhostnames:
    'tlsAllowInvalidHostnames=true: the client accepts a trusted certificate under any host name',
};

export default defineRule(
  'uri',
  {
    severity: 'info',
    summary: 'A client does not check whose server it connects to',
    citation: 'mongodb/specifications source/uri-options/uri-options.md, TLS options',
  },
  function* ({ options, isExample }) {
    if (isExample) return;
    for (const { name, value, span } of options) {
      const what = relaxing[name.toLowerCase()];
      if (what !== undefined && value === 'true')
        yield {
          span,
          message: `${what}. Whoever is between client and server can read and change everything.`,
        };
    }
  },
);
