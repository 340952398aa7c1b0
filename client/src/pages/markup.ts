/** What a button sends to the extension: data that JSON can carry. */
interface Message {
  readonly type: string;
  readonly [field: string]: unknown;
}

export type Level = 'good' | 'warning' | 'error' | 'info';
/** A row of a table: what it is called, and what it holds as HTML. */
export type Row = readonly [label: string, html: string];

/** Text of a certificate is anybody's text: it must not become markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** Text as HTML; names and fingerprints, which have no blanks, may go on in the next line after a comma or colon. */
export function prose(text: string): string {
  return escapeHtml(text).replaceAll(/[,:](?=\S)/g, '$&<wbr>');
}

/** Text in the editor's font. */
export function code(text: string): string {
  return `<code>${prose(text)}</code>`;
}

/** Text that stands back: a remark, or what stands where there is nothing. */
export function quiet(text: string): string {
  return `<span class="quiet">${escapeHtml(text)}</span>`;
}

/** A button that sends a message, which is that of the page it stands on. `label` is for those who do not see what stands beside it. */
export function button(message: Message, text: string, label = text): string {
  const name = label === text ? '' : ` aria-label="${escapeHtml(label)}"`;
  return `<button type="button" data-message="${escapeHtml(JSON.stringify(message))}"${name}>${escapeHtml(text)}</button>`;
}

/** A short judgement behind a mark of its level. */
export function badge(level: Level, text: string): string {
  return `<strong class="badge ${level}">${escapeHtml(text)}</strong>`;
}

/** Items as a plain list; empty without any. */
export function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

/** What is shown when asked for. */
export function details(summary: string, html: string): string {
  return `<details><summary>${escapeHtml(summary)}</summary>${html}</details>`;
}

/** The first of many, the others when asked for. `draw` makes HTML of a part. */
export function shortened<T>(
  items: readonly T[],
  limit: number,
  draw: (part: readonly T[]) => string,
): string {
  // a single one more takes no more room than the line that hides it
  if (items.length <= limit + 1) return draw(items);
  const rest = items.slice(limit);
  return draw(items.slice(0, limit)) + details(`${String(rest.length)} more`, draw(rest));
}

/** A part of the page with a heading; empty without content. */
export function section(id: string, title: string, content: string): string {
  if (content === '') return '';
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>${content}</section>`;
}

/** A table whose first column names the rows; `named` is its name, or the id of the heading that is. */
export function table(named: { readonly by: string } | string, rows: readonly Row[]): string {
  const lines = rows.map(
    ([label, html]) => `<tr><th scope="row">${escapeHtml(label)}</th><td>${html}</td></tr>`,
  );
  const label =
    typeof named === 'string' ? `aria-label="${escapeHtml(named)}"` : `aria-labelledby="${named.by}"`;
  return lines.length === 0 ? '' : `<table ${label}>${lines.join('')}</table>`;
}

/** A number with its noun. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
