import { beforeEach, describe, expect, it, vi } from 'vitest';

const vscode = vi.hoisted(() => ({
  env: { clipboard: { writeText: vi.fn(() => Promise.resolve()) } },
  window: { setStatusBarMessage: vi.fn() },
}));
vi.mock('vscode', () => vscode);

const { copyText } = await import('../../client/src/commands/copy-text.ts');
/** The command uses nothing of its context. */
const run = (argument: unknown): Promise<void> => copyText.execute({} as never, argument, undefined);

beforeEach(() => {
  vi.clearAllMocks();
});

describe('copying a text', () => {
  it('writes it to the clipboard and says what it was', async () => {
    await run({ text: 'CN=x', what: 'the $external user name' });
    expect(vscode.env.clipboard.writeText).toHaveBeenCalledWith('CN=x');
    expect(vscode.window.setStatusBarMessage).toHaveBeenCalledWith(
      '$(check) Copied the $external user name',
      expect.any(Number),
    );
  });

  it.each([undefined, null, 'CN=x', {}, { text: 1, what: 'x' }, { text: 'x' }])(
    'tells what to do where there is no text: %j',
    async (argument) => {
      await expect(run(argument)).rejects.toThrow('use the lines above the certificates');
      expect(vscode.env.clipboard.writeText).not.toHaveBeenCalled();
    },
  );
});
