import { describe, expect, it } from 'vitest';
import { kindOfNamed, parseText } from '../../../server/src/core/documents/document.ts';
import { formatVersion } from '../../../server/src/core/server/server-version.ts';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { fixAll } from '../../../server/src/core/fixing/fix.ts';
import { facts } from '../../support/facts.ts';
import { lint } from '../../support/lint.ts';

/** What is found in a file: kind, name, program and version of each document. */
function documentsIn(fileName: string, text: string): string[] {
  const file = parseText('host', text, { fileName });
  if (file.kind !== 'host') return [];
  return file.documents.map(({ document, name, version }) =>
    [
      document.kind,
      name,
      ...(document.kind === 'config' ? [document.program] : []),
      ...(version ? [formatVersion(version)] : []),
    ].join(' '),
  );
}

/** The text of each error of a rule in a file. */
function reported(fileName: string, text: string, rule: string): string[] {
  return lint(parseText('host', text, { fileName }), facts())
    .filter((finding) => finding.rule === rule)
    .map(({ span }) => text.slice(...span));
}

const conf = ['net:', '  tls:', '    mode: requireTLS', '    PEMKeyFile: /a.pem'];
const under = (indent: string, lines = conf): string => lines.map((line) => `${indent}${line}\n`).join('');

const found: readonly (readonly [what: string, fileName: string, text: string, ...documents: string[]])[] = [
  [
    'a ConfigMap beside its StatefulSet',
    'db.yaml',
    `kind: ConfigMap\ndata:\n  mongos.conf: |\n${under('    ')}---\nkind: StatefulSet\nspec:\n  image: mongo:6.0.5\n`,
    'config data.mongos.conf mongos 6.0.5',
  ],
  [
    'a list of resources',
    'list.yaml',
    `kind: List\nitems:\n- kind: ConfigMap\n  data:\n    mongod.conf: |\n${under('      ')}`,
    'config items[0].data.mongod.conf mongod',
  ],
  [
    'a keyfile in a Secret',
    'secret.yaml',
    'kind: Secret\nmetadata: {name: mongo}\nstringData:\n  mongodb-keyfile: |\n    c29tZSBrZXkgZm9yIGEgdGVzdA==\n',
    'keyfile stringData.mongodb-keyfile',
  ],
  [
    'values of a chart, with the version of its image',
    'values.yaml',
    `image:\n  tag: 7.0.14-debian-12-r0\nconfiguration: |-\n${under('  ')}`,
    'config configuration mongod 7.0.14',
  ],
  [
    'a template of a chart',
    'templates/configmap.yaml',
    `kind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  mongod.conf: |\n{{- if .Values.quiet }}\n    systemLog:\n      quiet: true\n{{- end }}\n${under('    ')}`,
    'config data.mongod.conf mongod',
  ],
  [
    "a resource of MongoDB's operator",
    'mdb.yaml',
    `kind: MongoDBCommunity\nspec:\n  version: "6.0.5"\n  additionalMongodConfig:\n    storage.wiredTiger.engineConfig.cacheSizeGB: 1\n${under('    ')}`,
    'config spec.additionalMongodConfig mongod 6.0.5',
  ],
  [
    "a resource of Percona's operator",
    'psmdb.yaml',
    `kind: PerconaServerMongoDB\nspec:\n  image: percona/percona-server-mongodb:7.0.8-5\n  sharding:\n    mongos:\n      configuration: |\n${under('        ')}`,
    'config spec.sharding.mongos.configuration mongos 7.0.8',
  ],
  [
    'a block of a playbook',
    'tasks.yml',
    `- name: x\n  blockinfile:\n    path: /etc/mongod.conf\n    block: |\n${under('      ')}`,
    'config [0].blockinfile.block mongod',
  ],
  [
    'cloud-init, in base64',
    'user-data.yaml',
    `#cloud-config\nwrite_files:\n- path: /etc/mongod.conf\n  encoding: b64\n  content: ${btoa(under(''))}\n`,
    'config write_files[0].content mongod',
  ],
  [
    'a here-document',
    'setup.sh',
    `cat <<'EOF' | sudo tee /etc/mongod.conf\n${under('')}EOF\n`,
    'config /etc/mongod.conf mongod',
  ],
  [
    'one with tabs',
    'setup.sh',
    `cat > /etc/mongos.conf <<-EOF\n${under('\t')}\tEOF\n`,
    'config /etc/mongos.conf mongos',
  ],
  [
    'one whose target is a variable',
    'setup.sh',
    `cat > "$CONF" <<EOF\n${under('')}# mongo\nEOF\n`,
    'config $CONF mongod',
  ],
  [
    'one in a script of Terraform',
    'main.tf',
    `user_data = <<-EOT\n  #!/bin/sh\n  cat > /etc/mongod.conf <<CONF\n${under('  ')}  CONF\n  EOT\n`,
    'config /etc/mongod.conf mongod',
  ],
  [
    'one in a manifest, in a script',
    'job.yaml',
    `kind: ConfigMap\ndata:\n  init.sh: |\n    cat > /etc/mongod.conf <<CONF\n${under('    ')}    CONF\n`,
    'config /etc/mongod.conf mongod',
  ],
  [
    'a Dockerfile',
    'Dockerfile',
    `FROM mongo:6.0\nCOPY <<EOF /etc/mongod.conf\n${under('')}EOF\n`,
    'config /etc/mongod.conf mongod 6.0',
  ],
  [
    'a module of NixOS',
    'db.nix',
    `{ services.mongodb.extraConfig = ''\n${under('    ')}  ''; }\n`,
    'config services.mongodb.extraConfig mongod',
  ],
  [
    "a resource of MongoDB's operator, in braces",
    'mdb.yaml',
    'kind: MongoDBCommunity\nspec:\n  additionalMongodConfig: { net: { tls: { mode: requireTLS, PEMKeyFile: /a } } }\n',
    'config spec.additionalMongodConfig mongod',
  ],
  [
    'one in JSON',
    'mdb.json',
    '{"kind":"MongoDB","spec":{"version":"6.0.5","additionalMongodConfig":{"net":{"tls":{"mode":"requireTLS","PEMKeyFile":"/a"}}}}}\n',
    'config spec.additionalMongodConfig mongod 6.0.5',
  ],
  [
    'a manifest in JSON',
    'cm.json',
    JSON.stringify({ kind: 'ConfigMap', data: { 'mongod.conf': under('') } }, undefined, 2),
    'config data.mongod.conf mongod',
  ],
  [
    'literals of Kustomize',
    'kustomization.yaml',
    `configMapGenerator:\n- literals:\n  - a=b\n  - |-\n    mongos.conf=net:\n${under('    ', conf.slice(1))}`,
    'config configMapGenerator[0].literals[1] mongos',
  ],
  [
    'a configuration of Compose, by where its service has it',
    'compose.yaml',
    `services:\n  a:\n    configs: [{source: c, target: /etc/mongos.conf}]\nconfigs:\n  c:\n    content: |\n      # $$\n${under('      ')}`,
    'config configs.c.content mongos',
  ],
  [
    'a manifest of Puppet',
    'init.pp',
    `file { '/etc/mongod.conf':\n  content => ${JSON.stringify(under(''))},\n}\n`,
    'config /etc/mongod.conf mongod',
  ],
  [
    'a here-document of Puppet',
    'init.pp',
    `file { '/etc/mongod.conf':\n  content => @("END"/L),\n${under('    ')}    | END\n}\n`,
    'config /etc/mongod.conf mongod',
  ],
  [
    'a recipe of Chef',
    'default.rb',
    `file '/etc/mongod.conf' do\n  content '${under('')}'\nend\n`,
    'config /etc/mongod.conf mongod',
  ],
  [
    'attributes of Chef',
    'default.rb',
    "default['mongodb']['config']['mongod']['net']['tls']['PEMKeyFile'] = '/a.pem'\nnode.override[:mongodb][:config][:mongod][:net][:port] = node['port']\n",
    'config mongodb.config.mongod mongod',
  ],
  [
    'values of the chart of Bitnami',
    'values.yaml',
    'image:\n  repository: bitnami/mongodb\n  tag: 7.0.14\nextraFlags:\n  - "--tlsMode=requireTLS"\n  - --nojournal\n',
    'commandline extraFlags 7.0.14',
  ],
  [
    'values for a chart inside another one',
    'values.yaml',
    'mongodb:\n  mongos:\n    mongodbExtraFlags: ["--tlsMode=requireTLS"]\nmysql:\n  extraFlags: "--port=3307"\n',
    'commandline mongodb.mongos.mongodbExtraFlags',
  ],
  [
    'flags in the environment of a service',
    'compose.yaml',
    'services:\n  a:\n    image: bitnami/mongodb:7.0\n    environment:\n      - MONGODB_EXTRA_FLAGS=--tlsMode=requireTLS --nojournal\n',
    'commandline mongod 7.0',
  ],
  [
    'flags in the environment of a router',
    'compose.yaml',
    'services:\n  a:\n    image: bitnami/mongodb-sharded:6.0\n    environment:\n      MONGODB_EXTRA_FLAGS: "--tlsMode requireTLS"\n      MONGODB_SHARDING_MODE: mongos\n',
    'commandline mongos 6.0',
  ],
  [
    'flags in the environment of a container',
    'pod.yaml',
    'spec:\n  containers:\n  - image: bitnami/mongodb:6.0\n    env:\n    - name: MONGODB_EXTRA_FLAGS\n      value: "--tlsMode requireTLS"\n',
    'commandline mongod 6.0',
  ],
  [
    'flags in a file of variables',
    '.env',
    'A=1\nMONGODB_EXTRA_FLAGS=--tlsMode=requireTLS --auth\n',
    'commandline mongod',
  ],
];

describe('what is found inside files of other languages', () => {
  it.each(found)('%s', (_what, fileName, text, ...documents) => {
    const base = fileName.replace(/^.*\//, '');
    expect(documentsIn(base, text)).toEqual(documents);
    expect(kindOfNamed(base, text)).toBe('host');
    if (documents[0]?.startsWith('config') !== true || text.includes('b64')) return;
    expect(reported(base, text, 'unknown-setting')).toEqual(['PEMKeyFile']);
    const all = lint(parseText('host', text, { fileName: base }), facts());
    const rename = all.find(({ rule }) => rule === 'unknown-setting')?.fix;
    // nothing but the name changes
    expect(applyEdits(text, rename?.edits ?? [])).toBe(text.replace('PEMKeyFile', 'certificateKeyFile'));
    fixAll(text, (next) => lint(parseText('host', next, { fileName: base }), facts()));
  });

  it.each([
    [
      'values of another chart',
      'values.yaml',
      'storage:\n  size: 1Gi\nsecurity:\n  enabled: true\nmongodb: {}\n',
    ],
    [
      'settings of another program',
      'cm.yaml',
      'kind: ConfigMap\ndata:\n  app.yaml: |\n    mongodb:\n      uri: x\n    storage:\n      path: /d\n',
    ],
    ['a path', 'cm.yaml', 'kind: ConfigMap\ndata:\n  mongod.conf: /etc/mongod.conf\n'],
    ['a name in kustomize', 'kustomization.yaml', 'configMapGenerator:\n- name: c\n  files: [mongod.conf]\n'],
    ['the usage of a script', 'x.sh', 'cat <<EOF\nusage: mongo-setup [net: name]\nEOF\n'],
    ['a package', 'package.json', '{"name": "mongo-app", "scripts": {"db": "mongod"}}\n'],
    ['variables', '.env', 'MONGO=1\nstorage: x\nreplSet=rs0\n'],
    ['flags of another program', 'values.yaml', 'mongo: 1\nmysql:\n  extraFlags: ["--port=3307"]\n'],
    ['attributes of another cookbook', 'a.rb', "default['mongodb']['port'] = 27017\n"],
    [
      'the parameters of a module of Puppet',
      'a_spec.rb',
      "pp = <<-EOS\n  class { 'mongodb::server':\n    configsvr => true,\n    replset => 'a',\n    shardsvr => true,\n  }\nEOS\n",
    ],
    ['prose', 'a.md', 'Run `mongod --sslMode requireSSL`:\n\n    mongod --sslMode requireSSL\n'],
    ['Ruby', 'a.rb', "default['mongodb'] = 1\nstorage: 1\nnet: 2\n"],
  ])('nothing in %s', (_what, fileName, text) => {
    expect(documentsIn(fileName, text)).toEqual([]);
    expect(kindOfNamed(fileName, text)).toBe('host');
  });

  it.each([
    'cat >> /etc/mongod.conf <<EOF',
    'sudo tee -a /etc/mongod.conf <<EOF',
    'tee --append /etc/mongod.conf <<EOF',
  ])('is only a part of the file behind %s', (command) => {
    const rules = (head: string): string[] =>
      lint(
        parseText(
          'host',
          `${head}\nsecurity:\n  authorization: enabled\nreplication:\n  replSetName: rs0\nEOF\n`,
          {
            fileName: 'a.sh',
          },
        ),
        facts(),
      ).map(({ rule }) => rule);
    expect(rules('cat > /etc/mongod.conf <<EOF')).toContain('replica-set-without-key-file');
    expect(rules(command)).toEqual([]);
  });

  it('takes what a shell expands in a here-document for unknown, and not in one that is quoted', () => {
    const text = (word: string): string =>
      `cat > /etc/mongod.conf <<${word}\nnet:\n  port: $(port "$(x)")\n  maxIncomingConnections: \`n\`\n  ipv6: \\$x\nEOF\n`;
    const faults = (word: string): number =>
      reported('a.sh', text(word), 'wrong-number').length +
      reported('a.sh', text(word), 'wrong-boolean').length;
    expect(faults('EOF')).toBe(0);
    expect(faults("'EOF'")).toBe(3);
    expect(faults('\\EOF')).toBe(3);
  });

  it('takes a dollar sign of Compose for the beginning of something unknown', () => {
    const modes = (mode: string): string[] =>
      reported(
        'compose.yaml',
        `services:\n  db:\n    image: mongo:7.0\n    command: ["mongod", "--tlsMode", "${mode}"]\n`,
        'unknown-value',
      );
    expect(modes('on')).toEqual(['on']);
    expect(modes('$$MODE')).toEqual([]);
    expect(modes('${MODE}')).toEqual([]);
  });

  it('exchanges words in attributes, and cannot take them away', () => {
    const text =
      "default['mongodb']['config']['mongod']['net']['tls']['mode'] = 'requireSSL'\n" +
      "default['mongodb']['config']['mongod']['storage']['journal']['enabled'] = true\n";
    const all = lint(parseText('host', text, { fileName: 'a.rb' }), facts());
    expect(all.map(({ rule, fix }) => [rule, fix && applyEdits(text, fix.edits)])).toEqual([
      ['unknown-value', text.replace('requireSSL', 'requireTLS')],
      ['unknown-setting', undefined],
    ]);
  });

  it('never makes JSON anything else', () => {
    const text =
      '{"kind":"MongoDB","spec":{"additionalMongodConfig":{"storage.journal.enabled":true,"net":{"ssl":{"mode":"requireSSL"}}}}}\n';
    const fixed = fixAll(text, (next) => lint(parseText('host', next, { fileName: 'a.json' }), facts()));
    expect(() => JSON.parse(fixed) as unknown).not.toThrow();
    for (const { fix } of lint(parseText('host', text, { fileName: 'a.json' }), facts()))
      expect(() => JSON.parse(applyEdits(text, fix?.edits ?? [])) as unknown).not.toThrow();
  });

  it('is told as information in Markdown, and not mended by itself', () => {
    const block = (language: string, text: string): string => `\n\`\`\`${language}\n${text}\`\`\`\n`;
    const text = [
      'Some text with "mongod --sslMode requireSSL".\n',
      block('yaml', under('', [...conf, 'systemLog:', '  quiet: true'])),
      block(
        'sh',
        `$ mongod --sslMode requireSSL\ncat > /etc/mongod.conf <<EOF\nsecurity: {keyfile: /k}\nEOF\n`,
      ),
      block('yaml', `kind: ConfigMap\ndata:\n  mongod.conf: |\n${under('    ')}`),
      block('js', 'const mongod = "--sslMode requireSSL";\n'),
    ].join('');
    expect(documentsIn('a.md', text)).toEqual([
      'config yaml mongod',
      'commandline mongod',
      'config /etc/mongod.conf mongod',
      'config data.mongod.conf mongod',
    ]);
    const all = lint(parseText('host', text, { fileName: 'a.md' }), facts());
    expect(all.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      'unknown-setting info',
      'deprecated-ssl-flag info',
      'unknown-setting info',
      'unknown-setting info',
    ]);
    expect(fixAll(text, (next) => lint(parseText('host', next, { fileName: 'a.md' }), facts()))).toBe(text);
  });

  it('is judged for the version that a comment inside or outside of it names, the inner one first', () => {
    const text = (outer: string, inner: string): string =>
      `# ${outer}\nkind: ConfigMap\nimage: mongo:6.0\ndata:\n  mongod.conf: |\n    # ${inner}\n${under('    ')}`;
    const names = (outer: string, inner: string) =>
      documentsIn('a.yaml', text(outer, inner)).map((each) => each.split(' ').at(-1));
    expect(names('', '')).toEqual(['6.0']);
    expect(names('mongodb-tls: version=5.0.1', '')).toEqual(['5.0.1']);
    expect(names('mongodb-tls: version=5.0.1', 'mongodb-tls: version=4.4.2')).toEqual(['4.4.2']);
  });

  it('is silenced by comments inside of it, and by those of the file', () => {
    const text = (outer: string, inner: string): string =>
      `# ${outer}\nkind: ConfigMap\ndata:\n  a.mongod.conf: |\n    # ${inner}\n${under('    ')}  b.mongod.conf: |\n${under('    ')}`;
    const count = (outer: string, inner: string) =>
      reported('a.yaml', text(outer, inner), 'unknown-setting').length;
    expect(count('', '')).toBe(2);
    expect(count('', 'mongodb-tls-disable unknown-setting')).toBe(1);
    expect(count('mongodb-tls-disable unknown-setting', '')).toBe(0);
  });

  it('is told nothing of what another part of the file adds', () => {
    const first = `cat > /etc/mongod.conf <<EOF\n${under('', ['net:', '  bindIp: localhost', '  port: 1'])}EOF\n`;
    const missing = (text: string) => reported('a.sh', text, 'access-control-not-configured').length;
    expect(missing(first)).toBe(1);
    expect(missing(`${first}cat >> /etc/mongod.conf <<EOF\nsecurity:\n  keyFile: /key\nEOF\n`)).toBe(0);
    expect(missing(`${first}echo "security: {keyFile: /key}" >> /etc/mongod.conf\n`)).toBe(0);
    expect(missing(`${first}sed -i 's/a/b/' /etc/mongod.conf\n`)).toBe(0);
    expect(missing(`${first}echo done >> /var/log/setup.log\n`)).toBe(1);
    const playbook = (more: string) =>
      `- copy:\n    dest: /etc/mongod.conf\n    content: |\n      net:\n        bindIp: localhost\n        port: 1\n${more}`;
    const added =
      '- blockinfile:\n    path: /etc/mongod.conf\n    block: |\n      security:\n        keyFile: /key\n';
    expect(reported('a.yml', playbook(''), 'access-control-not-configured')).toHaveLength(1);
    expect(reported('a.yml', playbook(added), 'access-control-not-configured')).toEqual([]);
  });
});
