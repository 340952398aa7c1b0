import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** What the tests use beside Node: each with a file that is there once the package is. */
const packages = [
  { name: 'chromium', file: '/usr/bin/chromium', use: 'tests in a real VS Code' },
  { name: 'openssl', file: '/usr/bin/openssl', use: 'certificate tests' },
  { name: 'acl', file: '/usr/bin/setfacl', use: 'tests of writing' },
  { name: 'attr', file: '/usr/bin/setfattr', use: 'tests of writing' },
  { name: 'haproxy', file: '/usr/sbin/haproxy', use: 'connection tests' },
  {
    name: 'python3-mockupdb',
    file: '/usr/lib/python3/dist-packages/mockupdb/__init__.py',
    use: 'connection tests',
  },
  {
    name: 'python3-mongomock',
    file: '/usr/lib/python3/dist-packages/mongomock/__init__.py',
    use: 'connection tests',
  },
  {
    name: 'python3-pymongo',
    file: '/usr/lib/python3/dist-packages/pymongo/__init__.py',
    use: 'connection tests',
  },
  { name: 'neovim', file: '/usr/bin/nvim', use: 'tests of other editors' },
  { name: 'emacs-nox', file: '/usr/bin/emacs', use: 'tests of other editors' },
  {
    name: 'elpa-eglot',
    file: '/usr/share/doc/elpa-eglot/copyright',
    use: 'tests of other editors',
  },
  { name: 'g++', file: '/usr/bin/g++', use: 'npm run agree:yaml', onlyWhenNamed: true },
  {
    name: 'libyaml-cpp-dev',
    file: '/usr/include/yaml-cpp/yaml.h',
    use: 'npm run agree:yaml',
    onlyWhenNamed: true,
  },
];

/** Installs the missing Debian packages where this is Debian and we are root; elsewhere says what is missing and for what. */
export function installPackages(
  wanted = packages.filter(({ onlyWhenNamed }) => !onlyWhenNamed).map(({ name }) => name),
) {
  const missing = packages.filter(({ name, file }) => wanted.includes(name) && !existsSync(file));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const isDebian =
    existsSync('/etc/debian_version') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!isDebian || process.getuid?.() !== 0) {
    for (const { name, use } of missing) console.log(`Missing for ${use}: ${name}`);
    console.log(`On Debian or Ubuntu: sudo apt-get install --no-install-recommends ${names.join(' ')}`);
    return;
  }
  console.log(`Installing Debian packages: ${names.join(', ')} …`);
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', ...names)) {
    console.log(`apt-get could not install ${names.join(', ')}; the tests that need them will fail`);
  }
}
