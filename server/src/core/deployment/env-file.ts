/** The variables of a file such as `.env`, by their names. Values may be secrets. Never throws. */
export function variablesInEnvFile(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, written = ''] = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=(.*)/s.exec(line) ?? [];
    if (name !== undefined) found.set(name, valueOf(written.trim()));
  }
  return found;
}

function valueOf(written: string): string {
  const quote = /^["']/.exec(written)?.[0];
  if (quote === undefined) return written.replace(/\s#.*/s, '').trimEnd();
  const end = written.indexOf(quote, 1);
  return end < 0 ? written : written.slice(1, end);
}
