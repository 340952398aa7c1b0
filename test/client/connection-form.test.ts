import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { formHtml, type FormOffer } from '../../client/src/connection/form-html.ts';
import { connectionOf, valuesOf, type FormValues } from '../../client/src/connection/form-values.ts';
import { connectionHtml } from '../../client/src/connection/html.ts';
import { script } from '../../client/src/connection/script.ts';

const localPath = (path: string) => (path.startsWith('/') ? path : `/work/${path}`);
const shownPath = (path: string) => path.replace(/^\/work\//, '');
const asked = (values: FormValues) => connectionOf(values, localPath);

describe('what a form asks for', () => {
  it.each<[string, FormValues, unknown]>([
    [
      'a bare host and port',
      { server: ' db1:27017 ', tls: true },
      { uri: 'mongodb://db1:27017/', options: { tls: 'true' } },
    ],
    [
      'files of the workspace',
      { server: 'mongodb://h/', tls: true, tlsCAFile: ' ca.pem ', tlsCertificateKeyFile: '' },
      { uri: 'mongodb://h/', options: { tls: 'true', tlsCAFile: '/work/ca.pem' } },
    ],
    [
      'a user who is encoded',
      {
        server: 'h:1',
        user: 'a@$&b',
        password: 'p:w',
        authSource: 'my db',
        authMechanism: 'PLAIN',
        tls: false,
      },
      {
        uri: 'mongodb://a%40%24%26b:p%3Aw@h:1/?authSource=my%20db&authMechanism=PLAIN',
        options: { tls: 'false' },
      },
    ],
    [
      'a password for the user of the string',
      { server: 'mongodb+srv://ann@c.example.net?appName=x', password: 'pw', authSource: 'admin' },
      { uri: 'mongodb+srv://ann:pw@c.example.net/?appName=x&authSource=admin', options: {} },
    ],
    [
      'switches and the passphrase',
      { server: 'h:1', tls: true, tlsAllowInvalidHostnames: true, passphrase: 'secret' },
      {
        uri: 'mongodb://h:1/',
        options: { tls: 'true', tlsAllowInvalidHostnames: 'true', tlsCertificateKeyFilePassword: 'secret' },
      },
    ],
    [
      'nothing of TLS without it',
      { server: 'h:1', tls: false, tlsCAFile: 'ca.pem', tlsAllowInvalidHostnames: true },
      { uri: 'mongodb://h:1/', options: { tls: 'false' } },
    ],
  ])('%s', (_, values, connection) => {
    expect(asked(values)).toEqual(connection);
  });

  it('says which field cannot be used', () => {
    expect(asked({ server: 'no server' })).toMatchObject({ field: 'server' });
    expect(asked({ server: '' })).toMatchObject({ field: 'server' });
    expect(asked({ server: 'h:1', password: 'hush' })).toEqual({
      field: 'user',
      text: 'A password needs the name of its user.',
    });
  });

  it('starts from a connection, whose string may turn TLS off', () => {
    const past = { uri: 'mongodb://h/', options: { tls: 'true', tlsCAFile: '/work/ca.pem' } };
    const shown = valuesOf(past, shownPath);
    expect(shown).toMatchObject({ server: 'mongodb://h/', tls: true, tlsCAFile: 'ca.pem' });
    expect(asked(shown)).toEqual(past);
    expect(valuesOf({ uri: 'mongodb://h/?ssl=false', options: {} }, shownPath).tls).toBe(false);
    expect(valuesOf({ uri: 'mongodb://h/', options: { tls: 'false' } }, shownPath).tls).toBe(false);
  });
});

/** A control as a browser has it, as far as the script looks. */
class Field {
  readonly dataset: { option?: string; hint?: string } = {};
  readonly name: string;
  readonly type: string;
  readonly placeholder?: string;
  value = '';
  checked = false;
  disabled = false;
  isFocused = false;
  readonly attributes = new Map<string, string>();

  constructor(html: string) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(html)?.[1];
    this.name = attribute('name') ?? '';
    this.type = attribute('type') ?? 'select-one';
    const placeholder = attribute('placeholder');
    if (placeholder !== undefined) this.placeholder = placeholder;
    for (const name of ['option', 'hint'] as const) {
      const value = attribute(`data-${name}`);
      if (value !== undefined) this.dataset[name] = value;
    }
  }

  matches = (): boolean => this.disabled;
  focus = (): void => void (this.isFocused = true);
  setAttribute = (name: string, value: string): void => void this.attributes.set(name, value);
  removeAttribute = (name: string): void => void this.attributes.delete(name);
}

const plain = (text: string) =>
  text.replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));

/** The script of the page, run on its form. */
function openForm(offers: readonly FormOffer[], kept?: unknown) {
  const html = formHtml({ key: 'K1', offers });
  const fields = [...html.matchAll(/<(?:input|select)[^>]*>/g)].map(([tag]) => new Field(tag));
  const listeners = new Map<string, (event: unknown) => void>();
  const sent: { type: string; values?: FormValues }[] = [];
  const faults = new Map<string, { textContent: string }>();
  let state = kept;
  const form = {
    dataset: { key: 'K1', offers: plain(/data-offers="([^"]*)"/.exec(html)?.[1] ?? '') },
    querySelectorAll: (selector: string) => (selector === 'input, select' ? fields : [...faults.values()]),
    addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
  };
  const byId = (id: string) => {
    faults.set(id, faults.get(id) ?? { textContent: '' });
    return faults.get(id);
  };
  const messages: ((event: unknown) => void)[] = [];
  runInNewContext(script, {
    acquireVsCodeApi: () => ({
      getState: () => state,
      setState: (value: unknown) => (state = value),
      postMessage: (message: { type: string }) => sent.push(message),
    }),
    document: { forms: [form], getElementById: byId, addEventListener: () => undefined },
    addEventListener: (_name: string, listener: (event: unknown) => void) => messages.push(listener),
    URLSearchParams,
    clearTimeout: () => undefined,
    setTimeout: () => undefined,
  });
  const field = (name: string): Field => {
    const found = fields.find((each) => each.name === name);
    if (!found) throw new Error(`no field ${name}`);
    return found;
  };
  return {
    field,
    sent,
    fault: (id: string) => faults.get(id)?.textContent,
    state: () => state,
    write: (name: string, value: string | boolean) => {
      const target = field(name);
      if (typeof value === 'boolean') target.checked = value;
      else target.value = value;
      listeners.get('input')?.({ target });
    },
    submit: () => {
      listeners.get('submit')?.({ preventDefault: () => undefined });
      return sent.at(-1)?.values;
    },
    tell: (data: unknown) => {
      for (const listener of messages) listener({ data });
    },
  };
}

const offer: FormOffer = {
  from: 'from .env',
  values: { server: 'mongodb://ann@h/?authSource=app&tlsCAFile=ca.pem', tls: true },
};

describe('the form', () => {
  it('asks nothing that the connection string says', () => {
    const { field, write, submit } = openForm([offer]);
    expect(field('authSource')).toMatchObject({
      disabled: true,
      placeholder: 'app (from the connection string)',
    });
    expect(field('tlsCAFile').disabled).toBe(true);
    expect(field('user')).toMatchObject({ disabled: true, placeholder: 'ann' });
    expect(field('password').disabled).toBe(false);
    expect(submit()).not.toHaveProperty('authSource');
    write('server', 'mongodb://h/?ssl=true');
    expect(field('tls')).toMatchObject({ disabled: true, checked: true });
    expect(field('user').disabled).toBe(false);
    expect(field('tlsCAFile')).toMatchObject({ disabled: false, placeholder: 'those of the system' });
    expect(submit()).toMatchObject({ server: 'mongodb://h/?ssl=true', user: '' });
  });

  it('does not ask for a password that stands in the file or in the string', () => {
    const { field, write } = openForm([{ ...offer, hasSecrets: true }]);
    expect(field('password')).toMatchObject({ disabled: true, placeholder: 'from the file' });
    write('server', 'mongodb://ann@other/');
    expect(field('password').disabled).toBe(false);
    write('server', 'mongodb://ann:pw@other/');
    expect(field('password')).toMatchObject({ disabled: true, placeholder: 'from the connection string' });
  });

  it('keeps what was written, and no secret', () => {
    const { write, state } = openForm([offer]);
    write('password', 'hush');
    write('passphrase', 'hush');
    write('server', 'mongodb://ann:hush@h/');
    write('authSource', 'app');
    expect(JSON.stringify(state())).toContain('app');
    expect(JSON.stringify(state())).not.toContain('hush');
    write('server', 'mongodb://h/?tlsCertificateKeyFilePassword=hush');
    expect(JSON.stringify(state())).not.toContain('hush');
    write('server', 'db7:27017');
    const again = openForm([offer], state());
    expect(again.field('server').value).toBe('db7:27017');
    expect(openForm([offer], { key: 'other', values: { server: 'x' } }).field('server').value).toContain(
      'ann@h',
    );
  });

  it('fills itself anew from another connection', () => {
    const past: FormOffer = {
      from: 'used before',
      values: { server: 'mongodb://old/', tls: false, tlsCAFile: '/old.pem' },
      isKept: true,
    };
    const { field, write, submit } = openForm([offer, past]);
    write('offer', '1');
    expect(field('server').value).toBe('mongodb://old/');
    expect(field('tls').checked).toBe(false);
    expect(field('keepPassphrase').checked).toBe(true);
    write('offer', '2');
    expect(field('server').value).toBe('');
    expect(field('keepPassphrase').checked).toBe(false);
    expect(submit()).not.toHaveProperty('offer');
  });

  it('takes the file that was chosen, and says what is wrong at its field', () => {
    const { field, tell, fault, submit } = openForm([]);
    tell({ chosen: { field: 'tlsCAFile', path: '/chosen.pem' } });
    expect(field('tlsCAFile')).toMatchObject({ value: '/chosen.pem', isFocused: true });
    tell({ fault: { field: 'server', text: 'Write HOST.' } });
    expect(fault('server-fault')).toBe('Write HOST.');
    expect(field('server').attributes.get('aria-invalid')).toBe('true');
    submit();
    expect(fault('server-fault')).toBe('');
    expect(field('server').attributes.has('aria-invalid')).toBe(false);
  });

  it('has a label for each field, and no text of a connection becomes markup', () => {
    const evil = '"><img src=x>';
    const shown = { key: 'K1', offers: [{ from: evil, values: { server: evil } }] };
    const html = connectionHtml({ nonce: 'N0', runs: [], shown, pathOf: (uri) => uri });
    expect(html).not.toContain('<img');
    const ids = [...html.matchAll(/<(?:input|select) id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(12);
    for (const id of ids) expect(html).toContain(`<label for="${String(id)}">`);
    expect(html).not.toContain('Last runs');
  });
});
