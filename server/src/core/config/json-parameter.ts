import type { Config } from './config.ts';
import { parameter } from './parameters.ts';
import { spansInValue } from './value-span.ts';
import { readRelaxedJson, type JsonValue } from '../yaml/relaxed-json.ts';
import type { Span } from '../text/span.ts';
import type { Report } from '../findings/finding.ts';

/** What is wrong in the JSON of a parameter. */
export interface JsonFault {
  /** Within the parameter's text. */
  readonly span: Span;
  /** A sentence without its full stop; what the server does then follows it. */
  readonly message: string;
}

/** The faults of a server parameter that holds JSON, each of which keeps the server from starting. */
export function* jsonReports(
  config: Config,
  name: string,
  faultsOf: (value: JsonValue) => Iterable<JsonFault>,
): Iterable<Report> {
  const setting = parameter(config, name);
  if (setting?.text === undefined) return;
  const { text } = setting;
  const reading = readRelaxedJson(text);
  const faults: Iterable<JsonFault> =
    'value' in reading
      ? faultsOf(reading.value)
      : [{ span: [reading.problem, text.length], message: `${name} is no JSON from here on` }];
  const spanOf = spansInValue(config.text, setting);
  for (const { span, message } of faults) {
    yield { span: spanOf(...span), message: `${message}; the server does not start.` };
  }
}
