import { describe, expect, it } from 'vitest';
import { clusterHtml } from '../../client/src/cluster/html.ts';
import { style } from '../../client/src/cluster/style.ts';
import type { CheckClusterResult, CheckedCluster } from '../../server/src/protocol.ts';

const range = { start: { line: 3, character: 10 }, end: { line: 3, character: 18 } };
const file = 'file:///work/db1.conf';
const member = (id: string, program: 'mongod' | 'mongos' = 'mongod') =>
  ({
    id,
    program,
    hosts: [`${id}.lan:27017`],
    file: `file:///work/${id}.conf`,
    mongodbVersion: '8.0.10',
  }) as const;
const cluster: CheckedCluster = {
  name: 'rs0',
  kind: 'replicaSet',
  members: [member('db1'), member('db2')],
  pairs: [
    {
      from: 'db1',
      to: 'db2',
      ok: false,
      faults: [{ code: 'plain-refused', message: 'db1 <b> speaks plainly.', file, range }],
    },
    { from: 'db2', to: 'db1', ok: true, faults: [] },
  ],
  findings: [{ rule: 'mixed-releases', severity: 'warning', message: 'Two releases.', file, range }],
  counts: { count: 2, refused: 1, unknown: 0 },
};
const report = (...clusters: CheckedCluster[]): CheckClusterResult => ({
  clusters,
  summary: { members: 2, pairs: 2, refused: 1, unknown: 0, errors: 0, warnings: 1 },
});
const page = (given: CheckClusterResult) =>
  clusterHtml(given, { nonce: 'N0', pathOf: (uri) => uri.replace('file:///work/', '') });

describe('the cluster page', () => {
  it('admits its own style and script only, and takes every colour from the theme', () => {
    const html = page(report(cluster));
    expect(html).toContain(`content="default-src 'none'; style-src 'nonce-N0'; script-src 'nonce-N0'"`);
    expect(html.match(/<(script|style) nonce="N0"/g)).toHaveLength(2);
    expect(html).not.toMatch(/\son\w+=|style="|\bsrc=/);
    expect(style).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|hsl/i);
  });

  it('is a table of members by members, with the reason in the cell and for screen readers', () => {
    const html = page(report(cluster));
    expect(html).toContain('<th scope="col">db2</th>');
    expect(html).toContain('<th scope="row">db1</th>');
    expect(html).toContain('aria-label="db1 to db2: Refused. db1 &#60;b&#62; speaks plainly."');
    expect(html).toContain('<strong class="badge good">Connects</strong>');
    expect(html).toContain('role="region" tabindex="0" aria-labelledby="cluster-1"');
    expect(html).toContain('>db1.conf:4</button>');
    expect(html).not.toContain('<b>');
  });

  it('has no column for a mongos, and lists pairs where there are too many members for a table', () => {
    const sharded = page(
      report({
        ...cluster,
        kind: 'shardedCluster',
        members: [...cluster.members, member('router', 'mongos')],
      }),
    );
    expect(sharded).toContain('<th scope="row">router</th>');
    expect(sharded).not.toContain('<th scope="col">router</th>');
    const many = Array.from({ length: 60 }, (_, index) => member(`m${String(index)}`));
    const large = page(report({ ...cluster, members: many, isCut: true }));
    expect(large).not.toContain('class="matrix"');
    expect(large).toContain('db1 to db2: Refused.');
    expect(large).toContain('There are more');
  });

  it('says what there is where nothing belongs together', () => {
    const nothing = { members: 0, pairs: 0, refused: 0, unknown: 0, errors: 0, warnings: 0 };
    expect(page({ clusters: [], summary: nothing })).toContain('No configuration of a mongod or mongos');
  });
});
