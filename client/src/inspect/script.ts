/**
 * The script of the page. Buttons carry their message; links open the block they lead to; the file and which blocks are open
 * outlive a change of the tab and a reload of the window, and the block whose passphrase was asked for has the focus again afterwards.
 */
export const script = `
const code = acquireVsCodeApi();
const status = document.getElementById('status');
const blocks = [...document.querySelectorAll('details[id]')];
const { open = {}, focus } = code.getState() ?? {};
const { uri } = document.body.dataset;
const keep = (more) => code.setState({ uri, open: Object.fromEntries(blocks.map((block) => [block.id, block.open])), ...more });
for (const block of blocks) block.open = open[block.id] ?? block.open;
if (focus) document.getElementById(focus)?.querySelector('summary').focus();
keep();
document.addEventListener('toggle', () => keep(), true);
document.addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  if (button?.dataset.message) {
    if (JSON.parse(button.dataset.message).type === 'passphrase') keep({ focus: button.closest('details').id });
    code.postMessage(JSON.parse(button.dataset.message));
  }
  if (button?.dataset.open) for (const block of blocks) block.open = button.dataset.open === 'all';
  const link = target.closest('a');
  if (link) {
    const goal = document.querySelector(link.getAttribute('href'));
    goal.open = true;
    goal.querySelector('summary').focus();
  }
});
let timer;
addEventListener('message', ({ data }) => {
  status.textContent = data.status;
  clearTimeout(timer);
  timer = setTimeout(() => { status.textContent = ''; }, 4000);
});
`;
