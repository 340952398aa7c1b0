/**
 * The look of our pages: only colours of the user's theme, so that high contrast works as well. Text keeps the text's colour:
 * those of errors and warnings are too pale for it in light themes, and only mark.
 */
export const style = `
:root { --line: var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border))); }
body { padding: 0 1.2rem 3rem; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
  font-size: var(--vscode-font-size); line-height: 1.5; }
main { max-width: 62rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6em; font-weight: 600; margin: 1rem 0 0; }
h2 { font-size: 1.2em; font-weight: 600; margin: 1.8rem 0 0.5rem; }
h3 { display: inline; font-size: 1em; font-weight: 600; margin: 0; }
p { margin: 0.3rem 0; }
code, pre { font-family: var(--vscode-editor-font-family); font-size: 0.95em; color: inherit; background: none; padding: 0; }
pre { margin: 0 0 0.4rem 1rem; white-space: pre-wrap; }
ul { margin: 0; padding: 0; list-style: none; }
a { color: var(--vscode-textLink-foreground); }
.quiet { color: var(--vscode-descriptionForeground); font-weight: normal; }
.good { --level: var(--vscode-charts-green, currentColor); --mark: "✓"; }
.warning { --level: var(--vscode-editorWarning-foreground, currentColor); --mark: "!"; }
.error { --level: var(--vscode-editorError-foreground, currentColor); --mark: "✗"; }
.info { --level: var(--vscode-editorInfo-foreground, currentColor); }
.badge { font-weight: 600; }
.badge::before { content: var(--mark) / ""; color: var(--level); font-weight: 900; margin-right: 0.35em; }
.notes li, .note { margin-top: 0.3rem; padding: 0.25rem 0.7rem; border-left: 4px solid var(--level); }
.chain { margin: 0 0 0.8rem; padding: 0; list-style: none; }
.chain li { position: relative; margin-left: 0.35rem; padding: 0 0 0.5rem 1.3rem; border-left: 2px solid var(--vscode-descriptionForeground); }
.chain li:last-child { border-left-color: transparent; }
.chain li::before { content: ""; position: absolute; left: -0.45rem; top: 0.35em; width: 0.7rem; height: 0.7rem; border-radius: 50%;
  background: var(--vscode-editor-foreground); }
.chain .missing::before { box-sizing: border-box; background: var(--vscode-editor-background); border: 2px dashed var(--level);
  --level: var(--vscode-editorWarning-foreground, currentColor); }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0; border-top: 1px solid var(--line); }
tr:first-child > * { border-top: 0; }
th { width: 11em; padding-right: 1rem; font-weight: normal; }
td li + li { margin-top: 0.2rem; }
td .badge + ul { margin-top: 0.2rem; }
.block { margin-top: 0.6rem; border: 1px solid var(--line); border-radius: 4px; background: var(--vscode-editorWidget-background);
  color: var(--vscode-editorWidget-foreground, inherit); }
.block > :not(summary) { margin-left: 1rem; margin-right: 1rem; }
.block > table { width: calc(100% - 2rem); }
summary { cursor: pointer; }
.block > summary { padding: 0.4rem 1rem; }
.block > summary > .badge { margin-left: 0.6rem; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0.5rem 0 0.8rem; }
.left { display: flex; align-items: center; gap: 0.8rem; }
.left > .badge, button { flex: none; white-space: nowrap; }
.left svg { flex: 0 1 12rem; min-width: 3rem; height: 6px; border: 1px solid var(--line); }
.whole { fill: none; }
.rest { fill: var(--level); }
.copyable { display: flex; align-items: start; justify-content: space-between; gap: 0.6rem; }
button { font: inherit; padding: 0.1rem 0.7rem; cursor: pointer; border-radius: 2px;
  border: 1px solid var(--vscode-button-secondaryBorder, var(--vscode-button-border, var(--line)));
  color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground, transparent); }
td button { padding: 0 0.5rem; font-size: 0.9em; }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
#status { position: fixed; right: 1rem; bottom: 1rem; margin: 0; padding: 0.3rem 0.9rem; border: 1px solid var(--line); border-radius: 4px;
  color: var(--vscode-editorWidget-foreground); background: var(--vscode-editorWidget-background); }
#status:empty { border-color: transparent; background: none; }
@media (max-width: 24rem) { th, td { display: block; width: auto; } td { border-top: 0; padding-top: 0; } }
`;
