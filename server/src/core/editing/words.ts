import type { Option, Parameter } from '../catalogue.ts';
import { inRange } from '../server-version.ts';
import type { Target } from '../vocabulary.ts';

/** The words an option takes on a server, without deprecated ones; none where it takes something else than words. */
export function wordsOf(option: Option, target: Target): readonly string[] {
  if (option.type === 'bool') return ['true', 'false'];
  return (option.values ?? []).filter((value) => {
    const removed = option.removedValues?.[value];
    if (option.deprecatedValues?.includes(value)) return false;
    return removed === undefined || inRange(target.serverVersion, undefined, removed);
  });
}

/** The words a server parameter takes. */
export function parameterWords({ type, values }: Parameter): readonly string[] {
  return type === 'bool' ? ['true', 'false'] : (values ?? []);
}
