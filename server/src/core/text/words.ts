/** `a, b and c`. */
export function enumeration(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}

/** A text with a capital at its start. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The last name of a path, whichever slashes it has. */
export function baseName(path: string): string {
  return path.replace(/^.*[\\/]/s, '');
}
