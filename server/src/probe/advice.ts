import type { Advice } from './facts.ts';

/** What every cause is called, why it happens, and what to do about it. */
export interface Text {
  readonly title: string;
  readonly explanation: string;
  readonly fixes: readonly Advice[];
}

export const here = (text: string, when: Advice['when'] = {}): Advice => ({
  text,
  side: 'connection-string',
  when,
});
export const network = (text: string, when: Advice['when'] = {}): Advice => ({ text, side: 'network', when });
export const caFile = (text: string, when: Advice['when'] = {}): Advice => ({ text, side: 'ca-file', when });
export const chain = (text: string): Advice => ({ text, side: 'server-chain', when: { atlas: false } });
export const server = (text: string, when: Advice['when'] = {}): Advice => ({
  text,
  side: 'server-configuration',
  when: { atlas: false, ...when },
});
export const clientFile = (text: string): Advice => ({ text, side: 'client-certificate' });
export const machine = (text: string): Advice => ({ text, side: 'this-machine' });

export const askForBundle = caFile(
  'Ask the owner of the server for the file of its certificate authority (the root, as PEM) and name it in tlsCAFile.',
  { atlas: false },
);
export const askForRightBundle = caFile(
  'Ask the owner of the server for the current file of its certificate authority (the root, as PEM), and name it in tlsCAFile instead of the present one.',
  { caFileGiven: true, atlas: false },
);
