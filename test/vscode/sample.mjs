import { cpSync } from 'node:fs';
import path from 'node:path';
import { root } from './processes.mjs';

/** Copies the sample workspace, so that trying and testing leave the original as it is. Gives the copy's folder. */
export function copySample(folder) {
  cpSync(path.join(root, 'test/fixtures/sample-workspace'), folder, { recursive: true });
  return folder;
}
