import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CompletePemResult } from '../../server/src/protocol.ts';

const vscode = vi.hoisted(() => ({
  commands: { executeCommand: vi.fn(() => Promise.resolve()) },
  Uri: { parse: (text: string) => ({ parsed: text }) },
  window: {
    showWarningMessage: vi.fn((): Promise<string | undefined> => Promise.resolve(undefined)),
    showInformationMessage: vi.fn((): Promise<string | undefined> => Promise.resolve(undefined)),
  },
  workspace: {
    applyEdit: vi.fn(() => Promise.resolve(true)),
    textDocuments: [{ uri: 'file:///work/mongod.conf', version: 3 }],
  },
}));
vi.mock('vscode', () => vscode);

const { completePem } = await import('../../client/src/commands/complete-pem.ts');

const params = { textDocument: { uri: 'file:///work/mongod.conf' }, role: 'certificateKeyFile' };
const edit = (version: number) => ({
  documentChanges: [{ textDocument: { uri: 'file:///work/mongod.conf', version }, edits: [] }],
});

/** Runs the command with what the server answers. */
async function run(result: CompletePemResult, argument: unknown = params): Promise<unknown[]> {
  const request = vi.fn(() => Promise.resolve(result));
  const server = { request, toCode: { asWorkspaceEdit: () => Promise.resolve({}) } };
  await completePem.execute({ server } as never, argument, undefined);
  return request.mock.calls;
}

beforeEach(() => {
  vi.clearAllMocks();
});

describe('completing a certificate file', () => {
  const written = { state: 'written', uri: 'file:///work/db1.pem', message: 'Found.' } as const;

  it('has the server do it, edits the configuration, and offers a look at the new file', async () => {
    vscode.window.showInformationMessage.mockResolvedValueOnce('Inspect');
    expect(await run({ ...written, edit: edit(3) })).toEqual([['mongodbTls/completePem', params]]);
    expect(vscode.workspace.applyEdit).toHaveBeenCalledOnce();
    expect(vscode.window.showInformationMessage).toHaveBeenCalledWith(
      'Found. Save the configuration, which names it now.',
      'Inspect',
    );
    expect(vscode.commands.executeCommand).toHaveBeenCalledWith('mongodbTls.inspectPem', {
      parsed: 'file:///work/db1.pem',
    });
  });

  it.each([
    ['went on in the meantime', { edit: edit(2) }],
    ['cannot be edited', {}],
  ])('says what to name the file where the configuration %s', async (_, change) => {
    await run({ ...written, ...change });
    expect(vscode.workspace.applyEdit).not.toHaveBeenCalled();
    expect(vscode.window.showInformationMessage).toHaveBeenCalledWith(
      'Found. Name it as certificateKeyFile.',
      'Inspect',
    );
  });

  it('leads to the dialog where nothing was found, if the user wants to', async () => {
    const choose = { state: 'choose', message: 'Not found.', from: ['file:///work/db1.crt'] } as const;
    await run(choose);
    expect(vscode.commands.executeCommand).not.toHaveBeenCalled();
    vscode.window.showWarningMessage.mockResolvedValueOnce('Choose Files…');
    await run(choose);
    expect(vscode.window.showWarningMessage).toHaveBeenCalledWith('Not found.', 'Choose Files…');
    expect(vscode.commands.executeCommand).toHaveBeenCalledWith('mongodbTls.combinePem', choose.from);
  });

  it('fails with the reason of the server, and where nobody says what to complete', async () => {
    await expect(run({ state: 'failed', message: 'Not trusted.' })).rejects.toThrow('Not trusted.');
    await expect(run(written, null)).rejects.toThrow('Use the quick fix');
  });
});
