/** How one client connects, ready to be pasted. Holds no secret. */
export interface Snippet {
  /** As people call the client. */
  readonly title: string;
  /** The language of the text, by the id that editors have for it. */
  readonly language: string;
  readonly text: string;
}

/** Lines of a comment, and nothing where there are none. */
export function comment(mark: string, lines: readonly string[]): string {
  return lines.map((line) => `${mark} ${line}\n`).join('');
}

/** A text of a language whose literals are written as in JSON: Python, Java, Go, C#, Rust, Ruby. */
export function literal(text: string): string {
  return JSON.stringify(text);
}

/** A text in single quotes, for JavaScript and PHP. */
export function singleQuoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}

/** Ruby puts something in for `#{`. */
export function rubyLiteral(text: string): string {
  return literal(text).replaceAll('#{', '\\#{');
}
