import { escapeHtml } from './markup.ts';
import { style as common } from './style.ts';

interface Frame {
  readonly title: string;
  /** Admits the page's own style and script; a new one for each drawing. */
  readonly nonce: string;
  /** Beside the look that all pages have. */
  readonly style?: string;
  readonly script: string;
  /** HTML of what is to be read. */
  readonly main: string;
  /** The URI of what the page is about, for its script. */
  readonly uri?: string;
}

/** A page in a webview: nothing is loaded from anywhere, and what it says aloud stands in `#status`. */
export function frame({ title, nonce, style = '', script, main, uri }: Frame): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const data = uri === undefined ? '' : ` data-uri="${escapeHtml(uri)}"`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${common}${style}</style>
</head>
<body${data}>
<main>
${main}
</main>
<p id="status" role="status" aria-live="polite"></p>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}
