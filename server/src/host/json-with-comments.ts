/** Reads JSON as VS Code's settings are written: with comments and a comma after the last entry. undefined for what is none. */
export function readJsonWithComments(text: string): unknown {
  try {
    return JSON.parse(withoutTrailingCommas(withoutComments(text.replace(/^\uFEFF/, '')))) as unknown;
  } catch {
    return undefined;
  }
}

/** A text in quotes, as far as it goes, or what is looked for. */
const commentOrText = /"(?:[^"\\]|\\[^])*"?|\/\/[^\n\r]*|\/\*[^]*?(?:\*\/|$)/g;
const commaOrText = /"(?:[^"\\]|\\[^])*"?|,(?=\s*[\]}])/g;

function withoutComments(text: string): string {
  return text.replace(commentOrText, (found) => (found.startsWith('"') ? found : ' '));
}

function withoutTrailingCommas(text: string): string {
  return text.replace(commaOrText, (found) => (found.startsWith('"') ? found : ''));
}
