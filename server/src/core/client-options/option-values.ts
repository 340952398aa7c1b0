import type { UriOption } from './uri-options.ts';

/** The smallest value of numbers for which it is not 0, and the largest. Source: uri-options.md. */
const ranges: Readonly<Record<string, readonly [number, number?]>> = {
  maxConnecting: [1],
  maxStalenessSeconds: [-1],
  zlibCompressionLevel: [-1, 9],
  zstdCompressionLevel: [-Infinity],
  proxyPort: [1, 65535],
};

/** Values that single or older drivers take beside those of the specification. */
const furtherValues: Readonly<Record<string, readonly string[]>> = {
  authMechanism: ['DEFAULT', 'MONGODB-CR'],
  compressors: ['none', 'noop', 'disabled'],
};

/** Why drivers do not accept a value, as the end of a sentence that begins with the option; undefined where they do. */
export function valueProblem(option: UriOption, value: string): string | undefined {
  const { name, type } = option;
  if (value === '') return name === 'readPreferenceTags' ? undefined : 'has no value';
  switch (type) {
    case 'boolean':
      return value === 'true' || value === 'false' ? undefined : 'must be true or false';
    case 'integer':
      return integerProblem(name, value);
    case 'number':
      return Number.isFinite(Number(value)) ? undefined : 'must be a number';
    case 'enum':
      return wordProblem(option, [value]);
    case 'list':
      return wordProblem(option, value.split(','));
    case 'properties':
      return propertiesProblem(name, value);
    case 'text':
      return name === 'w' && /^-\d+$/.test(value)
        ? 'must be 0 or more, or a word such as majority'
        : undefined;
    case 'path':
    case 'secret':
      return undefined;
  }
}

function integerProblem(name: string, value: string): string | undefined {
  const [least, most] = ranges[name] ?? [0];
  const number = Number(value);
  if (/^-?\d+$/.test(value) && number >= least && number <= (most ?? Infinity)) return undefined;
  if (most !== undefined) return `must be a whole number from ${String(least)} to ${String(most)}`;
  return least === -Infinity ? 'must be a whole number' : `must be a whole number, ${String(least)} or more`;
}

/** Some drivers tell upper and lower case apart, others do not. */
function wordProblem({ name, values = [] }: UriOption, given: readonly string[]): string | undefined {
  const known = [...values, ...(furtherValues[name] ?? [])].map((word) => word.toLowerCase());
  const isKnown = given.every((word) => known.includes(word.trim().toLowerCase()));
  return isKnown || values.length === 0
    ? undefined
    : `does not accept this value; known are ${values.join(', ')}`;
}

function propertiesProblem(name: string, value: string): string | undefined {
  // its own syntax
  if (name !== 'authMechanismProperties' && name !== 'readPreferenceTags') return undefined;
  return value.split(',').every((part) => /^[^:]+:/.test(part))
    ? undefined
    : 'must be a list of name:value, parted by commas';
}
