import { formScript } from './form-script.ts';

/** The script of the page: buttons carry their message, and what was done is said aloud. */
export const script = `
const code = acquireVsCodeApi();
const status = document.getElementById('status');
document.addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-message]');
  if (button) code.postMessage(JSON.parse(button.dataset.message));
});
let timer;
addEventListener('message', ({ data }) => {
  if (data.status === undefined) return;
  status.textContent = data.status;
  clearTimeout(timer);
  timer = setTimeout(() => { status.textContent = ''; }, 4000);
});
${formScript}`;
