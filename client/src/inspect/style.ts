/**
 * The look of the inspect page: only colours of the user's theme, so that high contrast works as well. Text keeps the text's colour:
 * those of errors and warnings are too pale for it in light themes, and only mark.
 */
export const style = `
body { padding: 0 1.5rem 2rem; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
  font-size: var(--vscode-font-size); line-height: 1.5; }
main { max-width: 68rem; }
h1 { font-size: 1.6em; font-weight: 600; margin: 1.2rem 0 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2em; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
p { margin: 0.4rem 0; }
code { font-family: var(--vscode-editor-font-family); font-size: 0.95em; color: inherit; background: none; padding: 0;
  overflow-wrap: anywhere; }
.quiet, .number { color: var(--vscode-descriptionForeground); font-weight: normal; }
.path { overflow-wrap: anywhere; margin-top: 0; }
section { margin-top: 1.5rem; padding: 0.9rem 1rem; border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
  border-radius: 4px; background: var(--vscode-editorWidget-background); }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0.5rem 0; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0; border-top: 1px solid var(--vscode-panel-border); }
tr:first-child > * { border-top: 0; }
th { width: 13em; padding-right: 1rem; font-weight: normal; color: var(--vscode-descriptionForeground); }
td ul { margin: 0; padding: 0; list-style: none; }
td ol { margin: 0; padding-left: 1.3em; }
.notes { margin: 0.8rem 0 0; padding: 0; list-style: none; }
.notes li, p.error { padding: 0.3rem 0.7rem; margin-top: 0.3rem; border-left: 4px solid var(--level); }
.notes li > strong { margin-right: 0.2rem; }
.badge { white-space: nowrap; padding: 0 0.5em; border: 2px solid var(--level); border-radius: 1em; font-weight: 600; font-size: 0.92em; }
.error { --level: var(--vscode-editorError-foreground, var(--vscode-errorForeground)); }
.warning { --level: var(--vscode-editorWarning-foreground); }
.info { --level: var(--vscode-editorInfo-foreground); }
.good { --level: var(--vscode-testing-iconPassed, currentColor); }
button { font: inherit; padding: 0.15rem 0.7rem; cursor: pointer; border-radius: 2px; border: 1px solid var(--vscode-button-border, transparent);
  color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button:focus-visible, a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
a { color: var(--vscode-textLink-foreground); }
@media (max-width: 36rem) { th, td { display: block; width: auto; } td { border-top: 0; padding-top: 0; } }
`;
