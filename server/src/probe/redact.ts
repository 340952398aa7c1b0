/** Longest first, so that a secret within another leaves nothing behind. */
function ordered(secrets: readonly string[]): string[] {
  return [...new Set(secrets)].filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
}

const wordCharacter = /[\p{L}\p{N}_]/u;

/** A short secret is replaced only where it stands alone: every `a` of a sentence is not the password `a`. */
function replaceAll(text: string, secret: string): string {
  if (secret.length >= 4) return text.replaceAll(secret, '***');
  let result = '';
  let rest = text;
  for (let at = rest.indexOf(secret); at >= 0; at = rest.indexOf(secret)) {
    const before = rest[at - 1] ?? result.at(-1) ?? ' ';
    const after = rest[at + secret.length] ?? ' ';
    const alone = !wordCharacter.test(before) && !wordCharacter.test(after);
    result += rest.slice(0, at) + (alone ? '***' : secret);
    rest = rest.slice(at + secret.length);
  }
  return result + rest;
}

/** The text without the secrets, whatever library wrote it. */
export function redact(text: string, secrets: readonly string[]): string {
  return ordered(secrets).reduce(replaceAll, text);
}

/** What no secret is found in: words of this tool, and what the connection string shows in the open anyway. */
const open = new Set([
  'version',
  'ok',
  'ms',
  'name',
  'code',
  'connects',
  'target',
  'host',
  'library',
  'mode',
]);

/** Every text of a report without the secrets, whoever put it there. */
export function redactAll<T>(value: T, secrets: readonly string[]): T {
  const clean = (part: unknown, key: string): unknown => {
    if (typeof part === 'string') return open.has(key) ? part : redact(part, secrets);
    if (Array.isArray(part)) return part.map((item) => clean(item, key));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, clean(item, name)]));
  };
  return clean(value, '') as T;
}
