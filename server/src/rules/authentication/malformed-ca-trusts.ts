import { jsonReports, type JsonFault } from '../../core/config/json-parameter.ts';
import type { JsonValue } from '../../core/yaml/relaxed-json.ts';
import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The roles that certificate authorities may grant are not written as the server reads them',
    citation: 'src/mongo/util/net/ssl_parameters.cpp, TLSCATrustsSetParameter::set',
    since: '4.0',
    needs: ['setParameter.tlsCATrusts'],
  },
  function* (config, facts) {
    // elsewhere the parameter itself is unknown
    if (platformOf(config, facts) !== 'linux') return;
    yield* jsonReports(config, 'tlsCATrusts', faultsOf);
  },
);

function* faultsOf(value: JsonValue): Iterable<JsonFault> {
  if (value.kind !== 'array') {
    yield { span: value.span, message: 'tlsCATrusts must be an array of trusts' };
    return;
  }
  const seen = new Set<string>();
  for (const trust of value.items) {
    yield* fieldFaults(trust, 'a trust', { sha256: 'string', roles: 'array' });
    const digest = fieldOf(trust, 'sha256');
    if (digest?.kind === 'string') {
      if (!/^[0-9a-f]{64}$/i.test(digest.text)) {
        yield {
          span: digest.span,
          message: 'sha256 must be the 64 hexadecimal digits of a fingerprint, without colons',
        };
      } else if (seen.has(digest.text.toLowerCase())) {
        yield { span: digest.span, message: 'this authority is in the list twice' };
      }
      seen.add(digest.text.toLowerCase());
    }
    const roles = fieldOf(trust, 'roles');
    if (roles?.kind !== 'array') continue;
    for (const role of roles.items) yield* fieldFaults(role, 'a role', { role: 'string', db: 'string' });
  }
}

/** Wrong, unknown and missing fields of an object. */
function* fieldFaults(
  value: JsonValue,
  what: string,
  fields: Readonly<Record<string, JsonValue['kind']>>,
): Iterable<JsonFault> {
  const names = Object.keys(fields).join(' and ');
  if (value.kind !== 'object') {
    yield { span: value.span, message: `${what} is an object with ${names}` };
    return;
  }
  for (const field of value.fields) {
    const kind = Object.hasOwn(fields, field.name) ? fields[field.name] : undefined;
    if (kind === undefined)
      yield { span: field.nameSpan, message: `${what} has no field "${field.name}", only ${names}` };
    else if (field.value.kind !== kind)
      yield {
        span: field.value.span,
        message: `${field.name} must be a${kind === 'array' ? 'n array' : ' string'}`,
      };
  }
  const missing = Object.keys(fields).find((name) => !value.fields.some((field) => field.name === name));
  if (missing !== undefined) yield { span: value.span, message: `${what} needs ${missing}` };
}

function fieldOf(value: JsonValue, name: string): JsonValue | undefined {
  return value.kind === 'object' ? value.fields.find((field) => field.name === name)?.value : undefined;
}
