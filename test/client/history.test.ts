import { describe, expect, it } from 'vitest';
import { ConnectionHistory } from '../../client/src/connection/history.ts';

/** VS Code's store, which keeps what can be written as JSON. */
function store() {
  const values = new Map<string, string>();
  return {
    values,
    memento: {
      keys: () => [...values.keys()],
      get: <T>(key: string, fallback?: T) => {
        const text = values.get(key);
        return text === undefined ? fallback : (JSON.parse(text) as T);
      },
      update: (key: string, value: unknown) => {
        values.set(key, JSON.stringify(value));
        return Promise.resolve();
      },
    },
  };
}

describe('the history of connections', () => {
  it('keeps no secret', async () => {
    const { values, memento } = store();
    const history = new ConnectionHistory(memento);
    await history.add({
      uri: 'mongodb://ann:hush@db1/?tlsCertificateKeyFilePassword=hush',
      options: { tls: 'true', tlsCAFile: '/ca.pem', tlsCertificateKeyFilePassword: 'hush', other: 'hush' },
    });
    expect([...values.values()].join()).not.toContain('hush');
    expect(history.list()).toEqual([
      { uri: 'mongodb://ann@db1/', options: { tls: 'true', tlsCAFile: '/ca.pem' } },
    ]);
  });

  it('keeps nothing of a connection string whose password has no clear end', async () => {
    const { values, memento } = store();
    await new ConnectionHistory(memento).add({ uri: 'mongodb://ann:hu@sh@db1/', options: {} });
    expect(values.size).toBe(0);
  });

  it('has the last one first, each once, and ten at most', async () => {
    const history = new ConnectionHistory(store().memento);
    for (let i = 0; i < 12; i++) await history.add({ uri: `mongodb://db${String(i)}/`, options: {} });
    await history.add({ uri: 'mongodb://db5/', options: { tls: 'true' } });
    const uris = history.list().map(({ uri }) => uri);
    expect(uris).toHaveLength(10);
    expect(uris.slice(0, 2)).toEqual(['mongodb://db5/', 'mongodb://db11/']);
    expect(uris.filter((uri) => uri === 'mongodb://db5/')).toHaveLength(1);
  });

  it('starts anew where what is stored is not its own', () => {
    const { values, memento } = store();
    values.set('mongodbTls.connections', '[1, null, {"uri": 2}]');
    expect(new ConnectionHistory(memento).list()).toEqual([]);
    values.set('mongodbTls.connections', '"x"');
    expect(new ConnectionHistory(memento).list()).toEqual([]);
  });
});
