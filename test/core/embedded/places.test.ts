import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../../server/src/core/documents/document.ts';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { fixAll } from '../../../server/src/core/fixing/fix.ts';
import { lint } from '../../support/lint.ts';
import type { Edit } from '../../../server/src/core/text/span.ts';
import { facts } from '../../support/facts.ts';

interface Written {
  readonly host: string;
  readonly fileName: string;
}

/** Ways to put a text into a file of another language. */
const hosts: Readonly<Record<string, (text: string, indent: number) => Written>> = {
  'block scalar': (text, indent) => ({
    host: `apiVersion: v1\nkind: ConfigMap\ndata:\n  mongod.conf: |\n${shifted(text, ' '.repeat(3 + indent))}\n  other: x\n`,
    fileName: 'db.yaml',
  }),
  'block scalar at the end': (text, indent) => ({
    host: `apiVersion: v1\nkind: ConfigMap\ndata:\n  mongod.conf: |-\n${shifted(text, ' '.repeat(3 + indent))}`.trimEnd(),
    fileName: 'db.yaml',
  }),
  'double quotes': (text) => ({
    host: `{"apiVersion": "v1", "kind": "ConfigMap", "data": {"mongod.conf": ${JSON.stringify(text)}}}\n`,
    fileName: 'db.yaml',
  }),
  'a Secret': (text) => ({
    host: `apiVersion: v1\nkind: Secret\ndata:\n  mongod.conf: ${Buffer.from(text).toString('base64')}\n  other: bW9uZ28=\n`,
    fileName: 'db.yaml',
  }),
  'a list in a list': (text, indent) => ({
    host: `#cloud-config\nwrite_files:\n- path: /etc/mongod.conf\n  content: |\n${shifted(text, ' '.repeat(3 + indent))}\n- path: /x\n`,
    fileName: 'user-data',
  }),
  JSON: (text) => ({
    host: `{\n  "kind": "ConfigMap",\n  "data": { "mongod.conf": ${JSON.stringify(text)} }\n}\n`,
    fileName: 'db.json',
  }),
  'a configuration of Compose': (text, indent) => ({
    host: `services:\n  db:\n    configs:\n    - source: c\n      target: /etc/mongod.conf\nconfigs:\n  c:\n    content: |\n${shifted(text, ' '.repeat(5 + indent))}\n  other: {}\n`,
    fileName: 'compose.yaml',
  }),
  'a literal of Kustomize': (text) => ({
    host: `configMapGenerator:\n- literals:\n  - ${JSON.stringify(`mongod.conf=${text}`)}\n  - other=x\n`,
    fileName: 'kustomization.yaml',
  }),
  'a here-document': (text) => ({
    host: `#!/bin/sh\ncat > /etc/mongod.conf <<'EOF'\n${text}EOF\necho done\n`,
    fileName: 'setup.sh',
  }),
  'a here-document with tabs': (text, indent) => ({
    host: `#!/bin/sh\ncat > /etc/mongod.conf <<-EOF\n${shifted(text, '\t'.repeat(1 + indent))}\tEOF\n`,
    fileName: 'setup.sh',
  }),
  'a Dockerfile': (text) => ({
    host: `FROM debian\nCOPY <<EOF /etc/mongod.conf\n${text}EOF\nRUN true\n`,
    fileName: 'Dockerfile',
  }),
  'a script in a module of Terraform': (text, indent) => ({
    host: `user_data = <<-EOT\n${shifted(`cat > /etc/mongod.conf <<CONF\n${text}CONF\n`, ' '.repeat(2 + indent))}EOT\n`,
    fileName: 'main.tf',
  }),
  'quotes of Puppet': (text) => ({
    host: `file { '/etc/mongod.conf':\n  content => ${JSON.stringify(text)},\n}\n`,
    fileName: 'init.pp',
  }),
  'a here-document of Puppet': (text, indent) => ({
    host: `file { '/etc/mongod.conf':\n  content => @(EOT),\n${shifted(text, ' '.repeat(2 + indent))}${' '.repeat(2 + indent)}| EOT\n}\n`,
    fileName: 'init.pp',
  }),
  'values of a chart': (text, indent) => ({
    host: `image:\n  repository: bitnami/mongodb\nmongodb:\n  configuration: |-\n${shifted(text.trimEnd(), ' '.repeat(3 + indent))}\n  port: 1\n`,
    fileName: 'values.yaml',
  }),
  'a list of Kubernetes': (text, indent) => ({
    host: `apiVersion: v1\nkind: List\nitems:\n- kind: ConfigMap\n  data:\n    mongod.conf: |\n${shifted(text, ' '.repeat(5 + indent))}\n- kind: Service\n`,
    fileName: 'all.yaml',
  }),
  'a resource of Percona': (text, indent) => ({
    host: `kind: PerconaServerMongoDB\nspec:\n  replsets:\n  - name: rs0\n    configuration: |\n${shifted(text, ' '.repeat(5 + indent))}\n    size: 3\n`,
    fileName: 'cr.yaml',
  }),
  'a playbook': (text, indent) => ({
    host: `- name: conf\n  ansible.builtin.copy:\n    dest: /etc/mongod.conf\n    content: |\n${shifted(text, ' '.repeat(5 + indent))}\n    mode: "0644"\n`,
    fileName: 'tasks.yml',
  }),
  'a workflow': (text, indent) => ({
    host: `jobs:\n  a:\n    steps:\n    - run: |\n${shifted(`sudo tee /etc/mongod.conf <<'EOF'\n${text}EOF\n`, ' '.repeat(7 + indent))}    - run: "true"\n`,
    fileName: 'ci.yml',
  }),
  'a module of NixOS': (text, indent) => ({
    host: `{ services.mongodb = {\n  extraConfig = ''\n${shifted(text, ' '.repeat(4 + indent))}  '';\n}; }\n`,
    fileName: 'db.nix',
  }),
  'a recipe of Chef': (text, indent) => ({
    host: `file '/etc/mongod.conf' do\n  content <<~EOF\n${shifted(text, ' '.repeat(4 + indent))}  EOF\nend\n`,
    fileName: 'default.rb',
  }),
};

/** In these a text is a configuration only where its content says so. */
const byContent: ReadonlySet<string> = new Set([
  'values of a chart',
  'a module of NixOS',
  'a recipe of Chef',
]);

function shifted(text: string, indent: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n');
}

/** The text mended as a file of its own; each is mended once for all hosts, which are given the same texts. */
const known = new Map<string, string>();
function mendedAlone(text: string): string {
  const mended = known.get(text) ?? fixAll(text, (next) => lint(parseText('config', next), facts()));
  known.set(text, mended);
  return mended;
}

function innerOf({ host, fileName }: Written): string | undefined {
  const file = parseText('host', host, { fileName });
  return file.kind === 'host' ? file.documents[0]?.place.text : undefined;
}

const line = fc.constantFrom(
  'net:',
  '  tls:',
  '    mode: requireTLS',
  '  ssl:',
  '    mode: requireSSL',
  '    PEMKeyFile: /a.pem',
  'storage:',
  '  journal:',
  '    enabled: true',
  '  dbPath: "/d\\u00e9"',
  "security: {authorization: 'enabled'}",
  '# a comment: x',
  '',
);
/** Begins and ends with a line that is not blank, which the host would take for its own. */
const texts = fc
  .array(line, { minLength: 1, maxLength: 14 })
  .map((lines) =>
    ['replication:', '  replSetName: rs0', ...lines, 'systemLog:', '  quiet: true', ''].join('\n'),
  );
const lineBreaks = fc.constantFrom('\n', '\r\n');

describe.each(Object.keys(hosts))('a configuration in %s', (name) => {
  const write = (text: string, indent: number, lineBreak: string): Written => {
    const { host, fileName } = hosts[name]?.(text, indent) ?? { host: '', fileName: '' };
    const written = { host: host.replaceAll('\n', lineBreak), fileName };
    if (byContent.has(name)) fc.pre(innerOf(written) !== undefined);
    return written;
  };

  it('is read as it was written, with every place where it stands', () => {
    fc.assert(
      fc.property(texts, fc.nat(5), lineBreaks, (text, indent, lineBreak) => {
        const { host, fileName } = write(text, indent, lineBreak);
        const file = parseText('host', host, { fileName });
        const place = file.kind === 'host' ? file.documents[0]?.place : undefined;
        expect(place?.text.trimEnd()).toBe(text.trimEnd());
        if (!place || name === 'a Secret') return;
        const seen = [...text.trimEnd().matchAll(/[\w:]/g)].map(({ index }) => index);
        const places = seen.map((at) => place.toHost(at));
        expect(places.map((at) => host[at]).join('')).toBe(seen.map((at) => text[at]).join(''));
        expect(places.map((at) => place.toInner(at))).toEqual(seen);
      }),
      { numRuns: 14 },
    );
  });

  it('is mended as if it were a file of its own, and nothing else of the file changes', () => {
    fc.assert(
      fc.property(texts, fc.nat(5), lineBreaks, (text, indent, lineBreak) => {
        const written = write(text, indent, lineBreak);
        const alone = mendedAlone(text);
        const whole = fixAll(written.host, (next) =>
          lint(parseText('host', next, { fileName: written.fileName }), facts()),
        );
        const expected = write(alone, indent, lineBreak).host;
        const inner = innerOf({ ...written, host: whole });
        if (byContent.has(name)) fc.pre(inner !== undefined);
        expect(inner?.trimEnd()).toBe(alone.trimEnd());
        expect(whole).toBe(expected);
      }),
      { numRuns: 14 },
    );
  });

  it('takes any edit of its text', () => {
    fc.assert(
      fc.property(
        texts,
        fc.nat(5),
        lineBreaks,
        fc.nat(),
        fc.nat(9),
        line,
        (text, indent, lineBreak, at, size, put) => {
          const written = write(text, indent, lineBreak);
          const file = parseText('host', written.host, { fileName: written.fileName });
          const place = file.kind === 'host' ? file.documents[0]?.place : undefined;
          if (!place) throw new Error('there is a document');
          // the first line tells how deep all of them stand
          const first = text.indexOf('\n') + 1;
          const start = first + (at % (text.trimEnd().length - first));
          const edit: Edit = {
            span: [start, Math.min(start + size, text.trimEnd().length)],
            text: `${put}x`,
          };
          const edited = applyEdits(written.host, place.edits([edit]) ?? []);
          if (byContent.has(name)) fc.pre(innerOf({ ...written, host: edited }) !== undefined);
          expect(innerOf({ ...written, host: edited })?.trimEnd()).toBe(applyEdits(text, [edit]).trimEnd());
        },
      ),
    );
  });
});
