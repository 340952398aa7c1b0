import { defineConfig } from 'vitest/config';

/** Tests that replace modules of Node or VS Code, or count the work of a built-in: each file has the modules to itself. */
const isolated = [
  'test/client/**/*.test.ts',
  'test/host/writing.test.ts',
  'test/lsp/other-languages.test.ts',
  'test/properties/keystroke-work.test.ts',
  'test/properties/pem-work.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    setupFiles: 'test/support/property-seed.ts',
    projects: [
      {
        extends: true,
        test: {
          // the rules are loaded once, and not once for each of 300 files
          name: 'shared',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/vscode/**', 'node_modules/**', ...isolated],
        },
      },
      { extends: true, test: { name: 'isolated', include: isolated } },
    ],
  },
});
