import type { Command } from './command.ts';

/** Agrees to the review that is open. The button in the title of its editor. */
export const acceptReview: Command = {
  id: 'mongodbTls.acceptReview',
  execute: async ({ reviews }) => {
    await reviews.answer(true);
  },
};
