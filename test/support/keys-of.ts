import { parseKeyFile } from '../../server/src/core/keyfile/key-file.ts';

/** The keys of a keyfile, in the clear. */
export const keysOf = (text: string): string[] => parseKeyFile(text).yaml.keys.map((key) => key.reveal());
