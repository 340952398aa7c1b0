/** What the page has beside the look of all pages: a table as wide as it needs to be, in a frame that scrolls. */
export const style = `
main { max-width: none; overflow-wrap: normal; }
.matrix { overflow: auto; max-height: 80vh; margin: 0.5rem 0; }
.matrix table, .members { width: auto; table-layout: auto; }
caption { text-align: left; color: var(--vscode-descriptionForeground); padding-bottom: 0.3rem; }
.matrix th, .matrix td, .members th, .members td { width: auto; padding: 0.3rem 0.8rem; border: 1px solid var(--line); }
.matrix th, .members thead th { font-weight: 600; white-space: nowrap; background: var(--vscode-editor-background); }
.matrix thead th { position: sticky; top: 0; z-index: 1; }
.matrix tbody th { position: sticky; left: 0; }
.matrix summary { white-space: nowrap; }
.matrix details[open] { min-width: 22rem; }
.reasons { margin: 0.3rem 0 0; padding-left: 1.1rem; list-style: disc; }
.reasons li { margin-top: 0.2rem; }
.members { margin-top: 1rem; }
.members button { white-space: normal; overflow-wrap: anywhere; text-align: left; }
.notes { max-width: 70rem; }
`;
