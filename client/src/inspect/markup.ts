/** What the page sends to the extension. */
export type InspectMessage =
  { readonly type: 'reveal'; readonly line: number } | { readonly type: 'passphrase' };

/** Text of a certificate is anybody's text: it must not become markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** Text in the editor's font. */
export function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/** What stands where there is nothing. */
export function none(text: string): string {
  return `<span class="quiet">${escapeHtml(text)}</span>`;
}

/** A link to another block of the page; `index` counts from 0. */
export function blockLink(index: number): string {
  const number = String(index + 1);
  return `<a href="#block-${number}">block ${number}</a>`;
}

/** A button that sends a message. */
export function button(message: InspectMessage, label: string): string {
  return `<button type="button" data-message="${escapeHtml(JSON.stringify(message))}">${escapeHtml(label)}</button>`;
}

/** A short judgement with a mark in the colour of its level. */
export function badge(level: 'good' | 'warning' | 'error', text: string): string {
  return `<strong class="badge ${level}">${escapeHtml(text)}</strong>`;
}

/** A section with a heading and a table whose first column names the rows. Empty without rows. */
export function tableSection(
  id: string,
  title: string,
  rows: readonly (readonly [label: string, html: string])[],
): string {
  if (rows.length === 0) return '';
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>${table(id, rows)}</section>`;
}

/** The table alone; `id` is that of its heading. */
export function table(id: string, rows: readonly (readonly [label: string, html: string])[]): string {
  const lines = rows.map(
    ([label, html]) => `<tr><th scope="row">${escapeHtml(label)}</th><td>${html}</td></tr>`,
  );
  return lines.length === 0 ? '' : `<table aria-labelledby="${id}">${lines.join('')}</table>`;
}
