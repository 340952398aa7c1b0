import { env, window } from 'vscode';
import type { Command } from './command.ts';

/** What a code lens of the server hands over: a text for the clipboard, and its name for people. Never a secret. */
interface TextToCopy {
  readonly text: string;
  readonly what: string;
}

const messageMs = 4000;

/** Writes a text to the clipboard and says so in the status bar. */
export const copyText: Command = {
  id: 'mongodbTls.copyText',
  execute: async (_context, argument) => {
    if (!isTextToCopy(argument)) {
      throw new Error('There is no text to copy: use the lines above the certificates of a PEM file.');
    }
    await env.clipboard.writeText(argument.text);
    window.setStatusBarMessage(`$(check) Copied ${argument.what}`, messageMs);
  },
};

function isTextToCopy(argument: unknown): argument is TextToCopy {
  if (typeof argument !== 'object' || argument === null) return false;
  return (
    'text' in argument &&
    typeof argument.text === 'string' &&
    'what' in argument &&
    typeof argument.what === 'string'
  );
}
