import type { Command } from './command.ts';

/** Opens the output channel. */
export const showLog: Command = {
  id: 'mongodbTls.showLog',
  execute: ({ log }) => {
    log.show();
    return Promise.resolve();
  },
};
