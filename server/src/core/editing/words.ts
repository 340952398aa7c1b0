import type { Option, Parameter, Words } from '../catalogue/catalogue.ts';
import { inRange, type ServerVersion } from '../server/server-version.ts';
import type { Target } from '../catalogue/vocabulary.ts';

/** The words an option takes on a server, without deprecated ones; none where it takes something else than words. */
export function wordsOf(option: Option, { serverVersion }: Target): readonly string[] {
  if (option.type === 'bool') return ['true', 'false'];
  return addedWords(option, serverVersion).filter((value) => {
    const removed = option.removedValues?.[value];
    if (option.deprecatedValues?.includes(value)) return false;
    return removed === undefined || inRange(serverVersion, undefined, removed);
  });
}

/** The words a server parameter takes. */
export function parameterWords(parameter: Parameter, { serverVersion }: Target): readonly string[] {
  return parameter.type === 'bool' ? ['true', 'false'] : addedWords(parameter, serverVersion);
}

function addedWords({ values = [], addedValues = {} }: Words, version: ServerVersion): readonly string[] {
  return values.filter((value) => inRange(version, addedValues[value]));
}
