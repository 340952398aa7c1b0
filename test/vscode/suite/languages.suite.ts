import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { extensions, workspace } from 'vscode';
import { extensionId, writeFile } from './support.ts';

const known: Readonly<Record<string, readonly string[]>> = {
  'mongod-conf': [
    ...[
      'mongod.conf',
      'mongod.cfg',
      'mongodb.conf',
      'mongos.conf',
      'mongo.conf',
      'mongos.cfg',
      'mongosqld.conf',
    ],
    ...['mongod.conf.j2', 'mongod.conf.erb', 'mongod.conf.template', 'mongod_init.conf.j2', 'MONGOD.CONF'],
    ...['mongod.yaml', 'mongos.yml', 'mongod-inmemory.yaml', 'mongod.shard.yaml', 'mongod.conf.yaml'],
  ],
  'mongodb-keyfile': ['mongodb-keyfile', 'keyfile', 'rs0.keyfile'],
  pem: ['server.pem', 'ca.crt', 'server.key', 'server.csr', 'revoked.crl', 'server.cer'],
};

/** Names of others that look like ours. */
const notOurs: readonly string[] = [
  ...['master.cfg', 'MCraft.cfg', 'jail.local.j2', 'mongodb.yaml', 'mongodb-deployment.yaml'],
  ...['mongod-statefulset.yaml', 'mongo.conf.js', 'collectd.d/mongodb.conf', 'logstash/conf.d/mongo.conf'],
  ...['buildscripts/resmokeconfig/suites/mongos_test.yml', 'nginx.conf', 'node1.cfg', 'compose.yaml'],
];

describe('languages', () => {
  it('wake the extension where they are in the workspace, before any of them is open', async () => {
    const extension = extensions.getExtension<{ readonly isAwake: boolean }>(extensionId);
    // VS Code activates it by itself once the window is there
    while (extension?.isActive !== true || !extension.exports.isAwake)
      await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(
      workspace.textDocuments.filter(({ languageId }) => Object.hasOwn(known, languageId)),
      [],
    );
  });

  it('are not those of others with names like ours', async () => {
    for (const name of notOurs) {
      const document = await workspace.openTextDocument(await writeFile(`others/${name}`, '# a file\n'));
      assert.ok(!Object.hasOwn(known, document.languageId), `${name} is ${document.languageId}`);
    }
  });

  for (const [language, names] of Object.entries(known)) {
    it(`are known by name: ${language}`, async () => {
      for (const name of names) {
        const document = await workspace.openTextDocument(
          await writeFile(`names/${language}/${name}`, '# a file\n'),
        );
        assert.equal(document.languageId, language, name);
      }
    });
  }

  it('are known by content', async () => {
    const pem = await workspace.openTextDocument(
      await writeFile('others/server', '-----BEGIN CERTIFICATE-----\n'),
    );
    assert.equal(pem.languageId, 'pem');
    const conf = await workspace.openTextDocument(
      await writeFile('others/primary', '# mongod.conf of db1\n'),
    );
    assert.equal(conf.languageId, 'mongod-conf');
  });
});
