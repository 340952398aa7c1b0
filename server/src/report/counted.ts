/** A number with its noun: `1 error`, `1,200 errors`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1,200`; `toLocaleString` loads the data of all languages first. */
export function grouped(count: number): string {
  const digits = String(count);
  const head = digits.length % 3;
  const groups = digits.slice(head).match(/.{3}/g) ?? [];
  return [...(head > 0 ? [digits.slice(0, head)] : []), ...groups].join(',');
}
