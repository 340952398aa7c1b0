/** What the page has beside the look of all pages. */
export const style = `
.to-do { font-size: 1em; margin: 0.8rem 0 0.2rem; display: block; }
.obstacle { margin: 0.6rem 0; }
.obstacle ol { margin: 0.2rem 0; padding-left: 1.4rem; }
.obstacle ol li { margin-top: 0.2rem; }
#runs + ul li { margin-top: 0.3rem; }
form { margin-top: 0.8rem; }
fieldset { min-width: 0; margin: 0.8rem 0; padding: 0.2rem 1rem 0.6rem; border: 1px solid var(--line); border-radius: 4px; }
legend { padding: 0 0.4rem; font-weight: 600; }
.field { display: grid; grid-template-columns: minmax(0, 18rem) minmax(0, 1fr); gap: 0 0.8rem; align-items: center; margin: 0.4rem 0; }
.with-button { display: flex; gap: 0.5rem; }
.with-button input { flex: auto; min-width: 0; }
.check { display: flex; gap: 0.5rem; align-items: baseline; margin: 0.4rem 0; }
input, select { font: inherit; box-sizing: border-box; }
input[type="text"], input[type="password"], select { width: 100%; padding: 0.15rem 0.4rem; border-radius: 2px;
  color: var(--vscode-input-foreground); background: var(--vscode-input-background);
  border: 1px solid var(--vscode-input-border, var(--line)); }
input::placeholder { color: var(--vscode-input-placeholderForeground); }
input[type="checkbox"] { flex: none; margin: 0; position: relative; top: 0.15em; accent-color: var(--vscode-button-background); }
[aria-invalid="true"] { border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-editorError-foreground)) !important; }
.fault:empty { display: none; }
.fault::before { content: "✗" / ""; color: var(--vscode-editorError-foreground, currentColor); font-weight: 900; margin-right: 0.35em; }
.primary { color: var(--vscode-button-foreground); background: var(--vscode-button-background); padding: 0.25rem 1rem; }
.primary:hover { background: var(--vscode-button-hoverBackground); }
@media (max-width: 36rem) { .field { grid-template-columns: minmax(0, 1fr); } }
`;
