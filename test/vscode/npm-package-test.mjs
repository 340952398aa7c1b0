// The npm package: packed, installed without a network into an empty folder, and both of its programs run.
import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './processes.mjs';

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const shell = process.platform === 'win32';

/** Runs npm or npx; gives what it printed. */
function npm(command, args, cwd, input) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', input, shell });
  return { status, stdout, stderr };
}

/** One request to a language server over its standard streams; gives the answer. */
async function ask(command, args, cwd, message) {
  const child = spawn(command, args, { cwd, shell, stdio: ['pipe', 'pipe', 'inherit'] });
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, ...message });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  let all = '';
  for await (const part of child.stdout) {
    all += part;
    const at = all.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/.exec(all)?.[1]);
    if (at >= 0 && Buffer.byteLength(all.slice(at + 4)) >= length) break;
  }
  child.stdin.end();
  child.kill();
  return JSON.parse(all.slice(all.indexOf('\r\n\r\n') + 4));
}

const tests = {
  'holds the two programs and nothing else': (_folder, { files }) => {
    assert.deepEqual(
      files.map((file) => file.path).sort(),
      [
        ...['LICENSE', 'README.md'],
        ...['dist/cli.js', 'dist/language-server.js', 'dist/log-messages.json', 'dist/mongosqld.json'],
        ...['dist/certificates.js.br', 'dist/driver.js.br', 'dist/more.js.br'],
        `dist/programs-${process.version}-${process.platform}-${process.arch}.cache`,
        ...['dist/programs.js', 'dist/settings.json', 'dist/third-party-notices.txt'],
        'package.json',
      ].sort(),
    );
  },
  'is smaller than 1 MB': (_folder, { size, filename }) => {
    assert.ok(size < 1_000_000, `${filename} has ${size} bytes`);
  },
  'needs no other package': () => {
    assert.deepEqual({ ...manifest.dependencies, ...manifest.peerDependencies }, {});
  },
  'runs with npx': (folder) => {
    const version = npm('npx', ['--no-install', 'mongodb-tls', '--version'], folder);
    assert.equal(version.stdout.trim(), manifest.version, version.stderr);
    writeFileSync(path.join(folder, 'mongod.conf'), 'net:\n  tls:\n    mode: requireSSL\n');
    const { status, stdout } = npm('npx', ['--no-install', 'mongodb-tls', 'lint', 'mongod.conf'], folder);
    assert.equal(status, 1);
    assert.match(stdout, /unknown-value/);
  },
  'brings the language server, with and without --stdio': async (folder) => {
    const program = path.join(folder, 'node_modules/.bin/mongodb-tls-language-server');
    for (const args of [[], ['--stdio']]) {
      const params = { processId: null, rootUri: null, capabilities: {} };
      const { result } = await ask(program, args, folder, { method: 'initialize', params });
      assert.deepEqual(result.serverInfo, { name: 'mongodb-tls', version: manifest.version });
    }
  },
};

/** Packs what is in dist/ and looks at it; gives the counts. */
export async function runNpmPackageTests() {
  const folder = mkdtempSync(path.join(tmpdir(), 'mongodb-tls-npm-'));
  let passed = 0;
  try {
    const packed = npm('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
    assert.equal(packed.status, 0, packed.stderr);
    // one entry for each package, in a list or by its name
    const [about] = Object.values(JSON.parse(packed.stdout));
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
    const file = path.join(folder, about.filename);
    assert.ok(statSync(file).isFile());
    const installed = npm('npm', ['install', '--offline', '--no-audit', '--no-fund', file], folder);
    assert.equal(installed.status, 0, installed.stderr);
    for (const [title, test] of Object.entries(tests)) {
      try {
        await test(folder, about);
        passed++;
        console.log(`  ✓ ${title}`);
      } catch (error) {
        console.error(`  ✗ ${title}\n${error.message}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { passed, failed: Object.keys(tests).length - passed };
}
