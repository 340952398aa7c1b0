import { expect, it, vi } from 'vitest';
import type { LanguageClient } from 'vscode-languageclient/node';

const written = vi.hoisted((): unknown[][] => []);
vi.mock('vscode-languageclient/node', () => ({
  LanguageClient: class {
    trace(...line: unknown[]) {
      written.push(line);
    }
  },
}));

it('a trace names the messages and holds nothing of what is in them', async () => {
  const { DiscreetClient } = await import('../../client/src/discreet-client.ts');
  const client = Object.create(DiscreetClient.prototype) as LanguageClient;
  // as the client does with the setting "verbose"
  client.trace("Sending notification 'textDocument/didOpen'.", 'Params: {"text": "PRIVATE KEY"}');
  expect(written).toEqual([["Sending notification 'textDocument/didOpen'."]]);
});
