import { settingsOf } from '../../core/config/presence.ts';
import type { Setting } from '../../core/config/setting.ts';
import { spansInValue } from '../../core/config/value-span.ts';
import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Span } from '../../core/text/span.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A certificate selector does not have the form subject=… or thumbprint=…',
    citation: 'src/mongo/util/net/ssl_options.cpp, parseCertificateSelector',
    since: '4.0',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.certificateSelector', 'net.tls.clusterCertificateSelector'],
  },
  function* (config, facts) {
    // elsewhere the name itself is unknown
    if (platformOf(config, facts) === 'linux') return;
    for (const setting of settingsOf(config, [
      'net.tls.certificateSelector',
      'net.tls.clusterCertificateSelector',
    ])) {
      const fault = faultOf(setting);
      if (fault) yield { span: spansInValue(config.text, setting)(...fault.span), message: fault.message };
    }
  },
);

function faultOf({ text, path }: Setting): { span: Span; message: string } | undefined {
  if (text === undefined || text === '') return undefined;
  const equals = text.indexOf('=');
  if (equals < 0) {
    return {
      span: [0, text.length],
      message: `${path} needs the form subject=… or thumbprint=…; the server does not start.`,
    };
  }
  const property = text.slice(0, equals);
  if (property === 'subject') return undefined;
  if (property !== 'thumbprint') {
    return {
      span: [0, equals],
      message: `"${property}" is not a property of certificates ${path} can look for; the server knows subject and thumbprint.`,
    };
  }
  const digits = text.slice(equals + 1);
  const wrong = /[^0-9A-Fa-f]/.exec(digits);
  if (wrong) {
    const at = equals + 1 + wrong.index;
    return {
      span: [at, at + 1],
      message: 'A thumbprint consists of hexadecimal digits only, without blanks or colons.',
    };
  }
  if (digits.length % 2 === 0) return undefined;
  return {
    span: [equals + 1, text.length],
    message: `A thumbprint has an even number of hexadecimal digits; this one has ${String(digits.length)}.`,
  };
}
