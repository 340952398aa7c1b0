/** The word of a list that another one misspells by its upper and lower case only. */
export function sameLetters<T extends string>(text: string, words: readonly T[]): T | undefined {
  const lower = text.trim().toLowerCase();
  return words.find((word) => word.toLowerCase() === lower);
}
