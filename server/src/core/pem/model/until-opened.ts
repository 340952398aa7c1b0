/** Whose an encrypted key is, wherever that is told. */
export const untilOpened = 'unknown until the passphrase is given';
