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
