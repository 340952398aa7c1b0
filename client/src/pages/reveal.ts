import { Position, Range, ViewColumn, window, type Uri } from 'vscode';

/** Puts the cursor on a place, zero-based, in the editor that shows the file, or in the first column. */
export async function reveal(uri: Uri, line: number, character = 0): Promise<void> {
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const start = new Position(line, character);
  await window.showTextDocument(uri, {
    viewColumn: shown?.viewColumn ?? ViewColumn.One,
    selection: new Range(start, start),
  });
}
