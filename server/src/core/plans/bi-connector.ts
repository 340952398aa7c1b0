import type { Config } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import type { Member } from '../cluster/member.ts';
import { addSetting, replaceValue } from '../fixing/edits.ts';
import { applyEdits } from '../text/apply-edits.ts';
import { LineIndex } from '../text/line-index.ts';
import { reread } from './change-settings.ts';
import type { FileEdit, Plan, PlanStage, Refusal } from './plan.ts';
import type { PlanPaths } from './plan-options.ts';
import { modeSettings, refusal } from './server.ts';

/** A configuration of mongosqld. */
export interface Gateway {
  readonly id: string;
  /** As the user named it. */
  readonly file: string;
  readonly config: Config;
}

/** A setting of mongosqld, which has the ssl names only, and what it is to be. */
type Wanted = readonly [path: string, value: string];

const toServer = 'mongodb.net.ssl';

/**
 * TLS for mongosqld: first towards MongoDB, which is needed before the members require TLS, then towards SQL clients, who get time to
 * change over. Each step is a restart of mongosqld; MongoDB itself is not touched.
 */
export function biConnectorPlan(
  gateways: readonly Gateway[],
  members: readonly Member[],
  paths: PlanPaths,
): Plan {
  const refused = [
    ...gateways.flatMap((gateway) => obstacles(gateway, paths)),
    ...members.filter(({ state }) => state.tlsMode === 'disabled').map(withoutTls),
  ];
  const done: PlanStage[] = [];
  let current = gateways;
  for (const leg of legs) {
    const edits: (FileEdit & { readonly id: string })[] = [];
    const next: Gateway[] = [];
    for (const gateway of current) {
      const config = withSettings(gateway.config, leg.wanted(gateway, paths));
      if (!config) {
        refused.push(
          at(
            gateway,
            'net',
            `The file of ${gateway.id} has no place for these settings that can be written to here.`,
          ),
        );
        continue;
      }
      next.push({ ...gateway, config });
      if (config.text !== gateway.config.text)
        edits.push({ id: gateway.id, file: gateway.file, newText: config.text });
    }
    const modes = [...current, ...next].map(({ config }) => textOf(config, 'net.ssl.mode') ?? 'disabled');
    current = next;
    if (edits.length > 0) done.push(stageOf(leg, edits, modes, String(done.length + 1)));
  }
  return { kind: 'bi-connector', refused, stages: refused.length > 0 ? [] : done };
}

function obstacles(gateway: Gateway, paths: PlanPaths): Refusal[] {
  const { config, id } = gateway;
  const lacks = (path: string) => textOf(config, path) === undefined;
  const found: Refusal[] = [];
  if (lacks(`${toServer}.CAFile`) && paths.caFile === undefined)
    found.push(
      at(gateway, 'mongodb', `${id} has no CA file to verify MongoDB with. Name it with --ca-file PATH.`),
    );
  if (lacks('net.ssl.PEMKeyFile') && paths.certificateKeyFile === undefined)
    found.push(
      at(
        gateway,
        'net',
        `${id} has no certificate to show to SQL clients. Name it with --certificate-key-file PATH.`,
      ),
    );
  return found;
}

function withoutTls(member: Member): Refusal {
  const reason = `${member.id} does not accept TLS, so mongosqld could not connect to it. Take the stage of "plan require-tls" to allowTLS first.`;
  return refusal({ member }, reason, modeSettings);
}

interface Leg extends Pick<PlanStage, 'title' | 'needs' | 'verify' | 'rollback'> {
  readonly wanted: (gateway: Gateway, paths: PlanPaths) => readonly Wanted[];
}

const legs: readonly Leg[] = [
  {
    title: 'mongosqld connects to MongoDB with TLS',
    needs: [
      'All mongod and mongos that mongodb.net.uri names accept TLS (allowTLS or preferTLS), and do not require it before this stage is done',
      'Paths in this file are absolute, and only the user who runs mongosqld can read the files',
      'Where access control is on, a user for sampling exists: db.getSiblingDB("admin").createUser({user: "mongosqld", pwd: passwordPrompt(), roles: ["readAnyDatabase", "clusterMonitor"]}), with readWrite on the database of schema.stored.source in auto mode; mongodb.net.auth names it',
    ],
    verify: [
      'The log of mongosqld says that its schema was sampled, and names no TLS error',
      'A query through the MySQL client gives the rows it gave before',
    ],
    rollback: ['Put the old file back and restart mongosqld: the members accept plain text still'],
    wanted: ({ config }, paths) => [
      [`${toServer}.enabled`, 'true'],
      [`${toServer}.CAFile`, textOf(config, `${toServer}.CAFile`) ?? paths.caFile ?? ''],
    ],
  },
  {
    title: 'mongosqld accepts TLS from SQL clients beside plain text',
    needs: [
      'The certificate of mongosqld names the host by which SQL clients reach it ("mongodb-tls certs new --mongosqld HOST DIR" makes one for tests)',
    ],
    verify: [
      'mysql --ssl-mode=VERIFY_IDENTITY --ssl-ca=ca.pem --host=HOST --port=3307 connects, and \\s shows a cipher',
    ],
    rollback: [
      'Put the old file back and restart mongosqld: SQL clients in plain text were accepted all along',
    ],
    wanted: ({ config }, paths) => [
      ['net.ssl.mode', textOf(config, 'net.ssl.mode') === 'requireSSL' ? 'requireSSL' : 'allowSSL'],
      ['net.ssl.PEMKeyFile', textOf(config, 'net.ssl.PEMKeyFile') ?? paths.certificateKeyFile ?? ''],
    ],
  },
  {
    title: 'mongosqld accepts nothing but TLS from SQL clients',
    needs: [
      'All SQL clients connect with TLS: --ssl-mode=VERIFY_IDENTITY for mysql, useSSL and a trust store for Connector/J, the SSL options of the ODBC data source',
    ],
    verify: ['mysql --ssl-mode=DISABLED is refused', 'All reports and dashboards have fresh data'],
    rollback: ['Write allowSSL into the file and restart mongosqld'],
    wanted: () => [['net.ssl.mode', 'requireSSL']],
  },
];

function stageOf(
  { title, needs, verify, rollback }: Leg,
  edits: readonly (FileEdit & { readonly id: string })[],
  modes: readonly string[],
  id: string,
): PlanStage {
  const all = (accepting: readonly string[]) => modes.every((mode) => accepting.includes(mode));
  const isTls = all(['allowSSL', 'requireSSL']);
  return {
    id,
    title,
    needs,
    order: edits.map((edit) => edit.id),
    restart: true,
    edits: edits.map(({ file, newText }) => ({ file, newText })),
    commands: [],
    clients: [
      { kind: 'plain', canConnect: all(['disabled', 'allowSSL']) },
      { kind: 'tls', canConnect: isTls },
      { kind: 'tls-with-certificate', canConnect: isTls },
    ],
    verify,
    rollback,
  };
}

function find({ settings }: Config, path: string): Setting | undefined {
  return settings.find((setting) => setting.path === path);
}

function textOf(config: Config, path: string): string | undefined {
  return find(config, path)?.text;
}

function withSettings(config: Config, wanted: readonly Wanted[]): Config | undefined {
  let current = config;
  for (const [path, value] of wanted) {
    const known = find(current, path);
    if (known?.text === value) continue;
    const section = path.slice(0, path.lastIndexOf('.') + 1);
    const near = current.settings.findLast((setting) => setting.path.startsWith(section));
    const edit = known
      ? replaceValue(current, known, value)
      : addSetting(current, path, value, near, { canonical: 'net.ssl.mode' });
    if (!edit) return undefined;
    current = reread(current, applyEdits(current.text, [edit]));
    if (textOf(current, path) !== value) return undefined;
  }
  return current;
}

function at({ file, config }: Gateway, section: string, reason: string): Refusal {
  const setting = config.settings.find(({ path }) => path.startsWith(section)) ?? config.settings[0];
  const index = new LineIndex(config.text);
  const [start, end] = setting?.keySpan ?? [0, 0];
  return { reason, file, range: { start: index.at(start), end: index.at(end) } };
}
