import type { ConnectionString } from '../../core/client-options/connection-string.ts';
import { givenOptions, optionsNamed } from '../../core/client-options/given-options.ts';
import {
  optionConflicts,
  pymongoConflicts,
  type OptionConflict,
} from '../../core/client-options/option-conflicts.ts';
import type { Report } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'uri',
  {
    severity: 'error',
    summary: 'Options of a connection string exclude each other',
    citation: 'mongodb/specifications source/uri-options/uri-options.md, "Conflicting TLS options"',
  },
  function* (uri) {
    const given = givenOptions(uri);
    const conflicts = optionConflicts(given);
    const ofDriver = uri.driver === 'pymongo' ? pymongoConflicts(given) : [];
    for (const conflict of [...conflicts, ...ofDriver]) yield* report(uri, conflict);
  },
);

function* report(
  { options, isExample }: ConnectionString,
  { options: names, message }: OptionConflict,
): Iterable<Report> {
  const places = names.flatMap((name) => optionsNamed(options, name)).sort((a, b) => a.span[0] - b.span[0]);
  const last = places.at(-1);
  if (!last) return;
  yield {
    span: last.span,
    message,
    related: places.slice(0, -1).map(({ span, name }) => ({ span, message: `Here is ${name}` })),
    ...(isExample ? { severity: 'info' as const } : {}),
  };
}
