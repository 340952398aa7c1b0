/** Takes the mark ‸ out of a text and gives its place. */
export function atMark(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('‸');
  if (offset < 0) throw new Error('no mark ‸ in the text');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}
