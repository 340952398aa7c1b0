import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../patience.mjs';
import { root, run } from '../processes.mjs';
import { expectAccessible, inEachTheme } from './look.mjs';

/** Three members whose modes do not fit each other, in folders of their own. */
export const cluster = {
  title: 'A cluster',
  lay: writeCluster,
  steps: {
    'the members of a cluster are checked, readable in each theme and without a mouse': async ({
      bench,
      shoot,
    }) => {
      await bench.run('MongoDB TLS: Check Cluster');
      await bench.inPage('Replica set rs0');
      await inEachTheme(bench, async (type) => {
        await bench.inPage('Replica set rs0', async (page) => {
          const reason = page.getByText('connects in plain text').first();
          if (!(await reason.isVisible())) await page.locator('summary').first().click();
          await reason.waitFor();
        });
        await shoot(`18-cluster-${type}`);
        await expectAccessible(bench, 'Replica set rs0', `Check Cluster in a theme of kind ${type}`);
      });
    },
    'a plan takes the cluster to requireTLS, and a stage is reviewed before it is applied': async ({
      bench,
      shoot,
      workspace,
    }) => {
      await bench.run('MongoDB TLS: Plan Rolling Upgrade');
      await bench.answer('Where the cluster is to go', 'requireTLS');
      await bench.answer('certificateKeyFile');
      await bench.answer('clusterFile');
      await bench.answer('CAFile');
      await bench.line('From plain text to requireTLS').waitFor();
      await shoot('19-plan');
      await bench.answer('The stage whose changes');
      await bench.applyReviewed('mongod.yaml', 1, () => shoot('20-plan-stage'));
      await bench.saveAll(path.join(workspace, 'db1/mongod.yaml'), /mode: preferTLS/);
    },
  },
};

/** The sample that the command "Open Sample Workspace" makes: three members in plain text. */
export const story = {
  title: 'From plain text to requireTLS',
  lay: (workspace) =>
    run(process.execPath, ['server/tools/run-ts.mjs', 'test/vscode/make-sample.ts', workspace]),
  steps: {
    'three members in plain text get to requireTLS stage by stage, and hold together at each': async ({
      bench,
      shoot,
      workspace,
    }) => {
      const files = ['db1', 'db2', 'db3'].map((name) => path.join(workspace, name, 'mongod.conf'));
      for (const mode of ['allowTLS', 'preferTLS', 'requireTLS']) {
        await bench.closeAll();
        await bench.run('MongoDB TLS: Plan Rolling Upgrade');
        await bench.answer('Where the cluster is to go', 'requireTLS');
        await bench.answer('certificateKeyFile', '/etc/mongodb/{host}.pem');
        await bench.answer('clusterFile', '/etc/mongodb/{host}-member.pem');
        await bench.answer('CAFile', '/etc/mongodb/ca.pem');
        await bench.answer('The stage whose changes');
        await bench.applyReviewed('mongod.conf', files.length, () => shoot(`21-story-${mode}`));
        for (const file of files) await bench.saveAll(file, new RegExp(`mode: ${mode}`));
        await until(
          `no file has an error at ${mode}`,
          async () => !/error/i.test(await bench.problemCounts()),
        );
        await bench.run('MongoDB TLS: Check Cluster');
        await bench.inPage('Replica set cluster', (page) => page.getByText('none is refused').waitFor());
        await shoot(`22-story-cluster-${mode}`);
        await expectAccessible(bench, 'Replica set cluster', `The page beside a file, at ${mode}`);
      }
    },
  },
};

/** The members have the certificate of the sample, which has the names of all three. */
function writeCluster(workspace) {
  cpSync(path.join(root, 'test/fixtures/sample-workspace/certs'), path.join(workspace, 'certs'), {
    recursive: true,
  });
  const members = {
    db1: ['db1.example.net', 'allowTLS'],
    db2: ['localhost', 'requireTLS'],
    db3: ['127.0.0.1', 'preferTLS'],
  };
  for (const [name, [host, mode]] of Object.entries(members)) {
    const folder = path.join(workspace, name);
    mkdirSync(folder);
    writeFileSync(
      path.join(folder, 'mongod.yaml'),
      [
        `# mongodb-tls: version=8.0.10 host=${host}`,
        'net:',
        '  tls:',
        `    mode: ${mode}`,
        '    certificateKeyFile: ../certs/server.pem',
        '    CAFile: ../certs/ca.pem',
        'replication:',
        '  replSetName: rs0',
        'security:',
        '  authorization: enabled',
        '  keyFile: ../key',
        '',
      ].join('\n'),
    );
  }
  writeFileSync(path.join(workspace, 'key'), 'c2FtcGxlIGtleSBvZiB0aHJlZQ==\n', { mode: 0o400 });
}
