/** The script of the page: buttons carry their message. Inside the table the arrow keys go from cell to cell that can be opened. */
export const script = `
const code = acquireVsCodeApi();
document.addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-message]');
  if (button) code.postMessage(JSON.parse(button.dataset.message));
});
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    const open = event.target.closest('details[open]');
    if (open) { open.open = false; open.querySelector('summary').focus(); }
  }
  const step = steps[event.key];
  const cell = event.target.matches('.matrix summary') && event.target.closest('td');
  if (!step || !cell) return;
  event.preventDefault();
  const rows = [...cell.closest('tbody').rows];
  let row = rows.indexOf(cell.parentElement);
  let column = cell.cellIndex;
  for (;;) {
    row += step[0];
    column += step[1];
    const next = rows[row]?.cells[column];
    if (!next) return;
    const goal = next.querySelector('summary');
    if (goal) { goal.focus(); return; }
  }
});
`;
