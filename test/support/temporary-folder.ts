import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with these files, gone after the test. A mode is given with the content. */
export function temporaryFolder(
  files: Record<string, string | Uint8Array | { content: string; mode: number }> = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, value] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const file =
      typeof value === 'string' || value instanceof Uint8Array ? { content: value, mode: 0o644 } : value;
    writeFileSync(path, file.content);
    chmodSync(path, file.mode);
  }
  return folder;
}
