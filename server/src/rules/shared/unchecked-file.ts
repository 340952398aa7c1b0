import type { FileFact } from '../../core/facts/facts.ts';

/** Why the file of a client was not checked; undefined for one that is here. */
export function uncheckedFile(fact: FileFact | undefined): string | undefined {
  if (fact?.state === 'missing')
    return 'There is no such file on this machine, so it was not checked; it may be there where the program runs. A relative path counts from the folder that the program is started in. mongodbTls.pathMap (--path-map on the command line) says where such paths are found here.';
  return fact?.state === 'unreadable'
    ? `The file was not checked: ${fact.reason}. The user that runs the program must be able to read it.`
    : undefined;
}
