import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: mongod
data:
  mongod.conf: |
    net:
      tls:
        mode: requireTLS
        certificateKeyFile: /etc/mongodb/server.pem
    security:
      authorization: enabled
`;

const oldConfig = `net:
  ssl:
    mode: requireSSL
    PEMKeyFile: /etc/mongodb/server.pem
    CAFile: /etc/mongodb/ca.pem
`;

const oldCompose = `services:
  mongo:
    image: mongo:4.4
    command: mongod --sslMode requireSSL --sslPEMKeyFile /etc/mongodb/server.pem --sslCAFile /etc/mongodb/ca.pem
`;

/** Configurations inside files of other languages, and all files of a workspace at once. */
export const embedded = {
  title: 'Configurations inside other files',
  lay: (workspace) => {
    mkdirSync(path.join(workspace, 'old'));
    const files = {
      'configmap.yaml': configMap,
      'old/mongod.conf': oldConfig,
      'old/compose.yaml': oldCompose,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(workspace, name), text);
  },
  steps: {
    'a hover tells what a setting inside a ConfigMap does': async ({ bench, shoot }) => {
      await bench.open('configmap.yaml');
      await bench.hover('certificateKeyFile', 'text=MongoDB manual');
      await shoot('23-configmap-hover');
      await bench.page.mouse.move(5, 5);
    },
    'settings are completed inside a ConfigMap': async ({ bench, shoot, workspace }) => {
      await bench.open('configmap.yaml');
      await bench.line('certificateKeyFile').click();
      await bench.page.keyboard.press('End');
      await bench.page.keyboard.press('Enter');
      const suggestion = await bench.suggestion('CAFile');
      await shoot('24-configmap-completion');
      await suggestion.click();
      await bench.line('CAFile:').waitFor();
      await bench.page.keyboard.type('/etc/mongodb/ca.pem');
      await bench.page.keyboard.press('Control+S');
      await bench.saved(path.join(workspace, 'configmap.yaml'), /^ {8}CAFile: \/etc\/mongodb\/ca\.pem$/m);
    },
    'all files of the workspace are migrated after a look at the changes': async ({
      bench,
      shoot,
      workspace,
    }) => {
      await bench.run('MongoDB TLS: Migrate All Files of the Workspace');
      await bench.applyReviewed(/^(mongod\.conf|compose\.yaml)/, 2, () => shoot('25-migrate-workspace'));
      await bench.saveAll(path.join(workspace, 'old/mongod.conf'), /tls:\n {4}mode: requireTLS\n/);
      await bench.saveAll(path.join(workspace, 'old/compose.yaml'), /--tlsMode requireTLS/);
    },
    'a lens tells what a service becomes, and opens its settings': async ({ bench, shoot }) => {
      await bench.open('old/compose.yaml');
      await bench.page.locator('.codelens-decoration a', { hasText: 'mongod 4.4' }).first().click();
      await bench.page.locator('.tab', { hasText: 'Effective settings of compose.yaml' }).waitFor();
      await shoot('26-settings-of-service');
    },
  },
};
