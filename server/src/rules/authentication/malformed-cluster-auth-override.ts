import { parseDistinguishedName } from '../../core/pem/model/distinguished-name.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { jsonReports, type JsonFault } from '../../core/config/json-parameter.ts';
import type { JsonValue } from '../../core/yaml/relaxed-json.ts';
import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The second rule for members is not written as the server reads it',
    citation: 'src/mongo/util/net/ssl_parameters.cpp, ClusterAuthX509OverrideParameter::set',
    since: '7.0',
    needs: ['setParameter.tlsClusterAuthX509Override'],
  },
  function* (config, facts) {
    // names are looked at only when certificates are read, and only by OpenSSL
    const readsNames = platformOf(config, facts) === 'linux' && tlsIsOn(config) === true;
    yield* jsonReports(config, 'tlsClusterAuthX509Override', (value) => faultsOf(value, readsNames));
  },
);

function* faultsOf(value: JsonValue, readsNames: boolean): Iterable<JsonFault> {
  if (value.kind !== 'object') {
    yield {
      span: value.span,
      message: 'tlsClusterAuthX509Override must be an object with attributes or extensionValue',
    };
    return;
  }
  for (const { name, nameSpan, value: content } of value.fields) {
    if (name !== 'attributes' && name !== 'extensionValue') {
      yield {
        span: nameSpan,
        message: `tlsClusterAuthX509Override has no field "${name}", only attributes or extensionValue`,
      };
    } else if (content.kind !== 'string') {
      yield { span: content.span, message: `${name} must be a string` };
    } else if (name === 'attributes' && readsNames && content.text !== '') {
      const { problem } = parseDistinguishedName(content.text);
      if (problem)
        yield { span: content.span, message: `Not a name the server can read: ${problem.message}` };
    }
  }
  const [, second] = value.fields.filter(({ name }) => name === 'attributes' || name === 'extensionValue');
  if (second)
    yield { span: second.nameSpan, message: 'Only one of attributes and extensionValue can be given' };
}
