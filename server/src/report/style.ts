/** How a text stands out on a terminal. */
type Style = 'bold' | 'dim' | 'error' | 'warning' | 'info' | 'path';

/** Of the eight colours of each terminal those that are seen on light and on dark; yellow is not, on white. */
const codes: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  error: [31, 39],
  warning: [35, 39],
  info: [36, 39],
  path: [4, 24],
};

/** Puts a text, whose foreign parts were made visible before, into a style. */
export type Painter = (style: Style, text: string) => string;

/** Colours by ANSI escapes, or none. */
export function painter(hasColours: boolean): Painter {
  if (!hasColours) return (_, text) => text;
  return (style, text) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`;
}
