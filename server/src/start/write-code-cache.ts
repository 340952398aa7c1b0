// Run once by the build, and never part of a package: writes the code of dist/programs.js as V8 compiles it for the start of a lint.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitingHost } from '../host/node-host.ts';
import { codeCacheFile, loadPrograms } from './load-programs.ts';

const configuration = `net:
  bindIp: 127.0.0.1
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/ssl/mongod.pem
    CAFile: /etc/ssl/ca.pem
security:
  authorization: enabled
`;

async function write(folder: string): Promise<void> {
  const { programs, script } = loadPrograms(folder);
  const cwd = mkdtempSync(join(tmpdir(), 'mongodb-tls-build-'));
  try {
    writeFileSync(join(cwd, 'mongod.conf'), configuration);
    const io = {
      host: waitingHost,
      out: () => undefined,
      err: () => undefined,
      stdin: () => Promise.resolve(new Uint8Array()),
      cwd,
    };
    // what has run is in the cache; inspect stops at the file that is not there, which keeps the package below 1 MB
    await programs.main(['lint', 'mongod.conf'], io);
    await programs.main(['inspect', 'no.pem'], io);
    writeFileSync(codeCacheFile(folder), script.createCachedData());
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

void write(process.argv[2] ?? 'dist');
