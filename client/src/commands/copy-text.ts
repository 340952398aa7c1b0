import { env, window } from 'vscode';
import type { Command } from './command.ts';

/** Copies a text that the language server offers, such as a command for the server's shell. Not in the palette. */
export const copyText: Command = {
  id: 'mongodbTls.copyText',
  execute: async (_context, argument) => {
    if (typeof argument !== 'string') return;
    await env.clipboard.writeText(argument);
    window.setStatusBarMessage('Copied to the clipboard.', 3000);
  },
};
