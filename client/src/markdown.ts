/** Text from a server or a certificate is anybody's text: it must not become Markdown, HTML or a link. */
export function escape(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]()<>#+!|~&:@.-]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** Code in HTML, since a Markdown code span cannot hold every text. */
export function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}
