import { planKinds, type PlanKind } from '../core/plans/plan.ts';
import type { PlanPaths } from '../core/plans/plan-options.ts';
import { parseArguments } from './arguments.ts';
import type { ClusterInput } from './cluster-input.ts';
import { UsageError } from './io.ts';
import { liveOptions, liveOptionTypes, type LiveOptions } from './live-options.ts';
import { dateOf, oneOf, pathMapping, targetOf, targetOptions } from './target-options.ts';

const formats = ['text', 'json', 'markdown'] as const;

/** What `mongodb-tls plan` is asked for. */
export interface PlanOptions extends ClusterInput {
  readonly kind: PlanKind;
  readonly format: (typeof formats)[number];
  /** The folder for the files of each stage. */
  readonly out: string | undefined;
  readonly named: PlanPaths;
  /** How the servers are asked what they run with; undefined: they are not. */
  readonly live: LiveOptions | undefined;
}

const optionTypes = {
  format: { type: 'string' },
  out: { type: 'string' },
  ...targetOptions,
  'path-map': { type: 'string', multiple: true },
  'member-hosts': { type: 'string', multiple: true },
  'certificate-key-file': { type: 'string' },
  'ca-file': { type: 'string' },
  'cluster-file': { type: 'string' },
  'key-file': { type: 'string' },
  'new-ca-file': { type: 'string' },
  now: { type: 'string' },
  ...liveOptionTypes,
} as const;

/** Reads the arguments of `mongodb-tls plan`. `now` is what the clock says. Throws {@link UsageError}. */
export function planOptions(args: readonly string[], now: number): PlanOptions {
  const { values, positionals } = parseArguments(args, optionTypes);
  const [word, ...paths] = positionals;
  const kind = planKinds.find((known) => known === word);
  if (kind === undefined)
    throw new UsageError(`plan takes one of ${planKinds.join(', ')}, then files or folders`);
  if (paths.length === 0) throw new UsageError('name at least one file or folder; . is this folder');
  if (values.out === '') throw new UsageError('--out takes the name of a folder');
  return {
    kind,
    paths,
    format: oneOf('--format', formats, values.format ?? 'text'),
    out: values.out,
    ...targetOf(values),
    pathMap: Object.fromEntries((values['path-map'] ?? []).map(pathMapping)),
    memberHosts: (values['member-hosts'] ?? []).flatMap((list) =>
      list.split(',').filter((host) => host !== ''),
    ),
    named: {
      ...named('certificateKeyFile', values['certificate-key-file']),
      ...named('caFile', values['ca-file']),
      ...named('clusterFile', values['cluster-file']),
      ...named('keyFile', values['key-file']),
      ...named('newCaFile', values['new-ca-file']),
    },
    live: liveOptions(values),
    now: values.now === undefined ? now : dateOf(values.now),
    expiryWarningDays: 30,
  };
}

function named(name: keyof PlanPaths, value: string | undefined): PlanPaths {
  if (value === '') throw new UsageError('a path option has no path');
  return value === undefined ? {} : { [name]: value };
}
