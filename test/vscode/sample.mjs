import { chmodSync, cpSync } from 'node:fs';
import path from 'node:path';
import { root } from './processes.mjs';

/** Copies the sample workspace, so that trying and testing leave the original as it is. Gives the copy's folder. */
export function copySample(folder) {
  cpSync(path.join(root, 'test/fixtures/sample-workspace'), folder, { recursive: true });
  // git keeps no such permissions, and the server starts with no other
  chmodSync(path.join(folder, 'mongodb-keyfile'), 0o600);
  return folder;
}
