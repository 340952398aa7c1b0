/**
 * The script of the form; `code` is VS Code's and shared with the page's. What is written outlives a change of the tab, but no
 * password, no passphrase and no connection string with one. A field that the connection string answers is closed and shows its answer.
 */
export const formScript = `
const [form] = document.forms;
if (form) {
  const fields = [...form.querySelectorAll('input, select')];
  const named = Object.fromEntries(fields.map((field) => [field.name, field]));
  const offers = JSON.parse(form.dataset.offers);
  const tlsFields = document.getElementById('tls-fields');
  const valueOf = (field) => (field.type === 'checkbox' ? field.checked : field.value);
  const put = (field, value) => {
    if (field.type === 'checkbox') field.checked = value === true;
    else field.value = value ?? '';
  };
  const mayBeKept = ({ type, value }) =>
    type !== 'password' && !/:\\/\\/[^/]*:[^/]*@|pass|secret|token|pwd/i.test(value);
  const keep = () => {
    const kept = fields.filter(mayBeKept).map((field) => [field.name, valueOf(field)]);
    code.setState({ key: form.dataset.key, values: Object.fromEntries(kept) });
  };
  const close = (field, answer) => {
    const { hint = '' } = field.dataset;
    field.disabled = answer !== undefined;
    if (field.placeholder !== undefined) field.placeholder = answer ?? hint;
  };
  const follow = () => {
    const server = named.server.value.trim();
    const query = new URLSearchParams(server.split('?')[1] ?? '');
    const written = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
    if (written.has('ssl')) written.set('tls', written.get('ssl'));
    for (const field of fields) {
      const { option } = field.dataset;
      if (option === undefined) continue;
      const value = written.get(option.toLowerCase());
      close(field, value === undefined ? undefined : value + ' (from the connection string)');
      if (value === undefined) continue;
      if (field.type === 'checkbox') field.checked = value === 'true';
      else put(field, field.type === 'text' ? '' : value);
    }
    const [, login] = /^mongodb(?:\\+srv)?:\\/\\/([^@/?]*)@/.exec(server) ?? [];
    const inFile = offers.some(({ hasSecrets, values }) => hasSecrets && values.server === server);
    const from = login?.includes(':') ? 'from the connection string' : inFile ? 'from the file' : undefined;
    close(named.user, login?.split(':')[0]);
    close(named.password, from);
    tlsFields.disabled = tlsFields.hidden = !named.tls.checked;
  };
  const fill = ({ values, isKept }) => {
    for (const field of fields) if (field.name !== 'offer') put(field, values[field.name]);
    named.keepPassphrase.checked = values.keepPassphrase ?? isKept === true;
    named.passphrase.dataset.hint = named.passphrase.placeholder = isKept ? 'from the secret storage' : 'none';
    follow();
  };
  const state = code.getState();
  const isOwn = state?.key === form.dataset.key;
  fill(isOwn ? { ...offers[state.values.offer ?? 0], values: state.values } : offers[0]);
  if (isOwn && named.offer) named.offer.value = state.values.offer;
  form.addEventListener('input', ({ target }) => {
    if (target.name === 'offer') fill(offers[target.value]);
    follow();
    keep();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    for (const field of fields) field.removeAttribute('aria-invalid');
    for (const fault of form.querySelectorAll('[role=alert]')) fault.textContent = '';
    const open = fields.filter((field) => field.name !== 'offer' && !field.matches(':disabled'));
    code.postMessage({ type: 'test', values: Object.fromEntries(open.map((field) => [field.name, valueOf(field)])) });
  });
  addEventListener('message', ({ data: { chosen, fault } }) => {
    if (chosen) {
      put(named[chosen.field], chosen.path);
      named[chosen.field].focus();
      keep();
    }
    if (fault) {
      document.getElementById(fault.field + '-fault').textContent = fault.text;
      named[fault.field].setAttribute('aria-invalid', 'true');
      named[fault.field].focus();
    }
  });
}
`;
