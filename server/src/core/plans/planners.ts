import { changeDistinguishedName } from './change-distinguished-name.ts';
import { enforceAuth } from './enforce-auth.ts';
import type { PlanKind } from './plan.ts';
import type { PlanWorld } from './plan-options.ts';
import { renameSsl } from './rename-ssl.ts';
import { renewCertificates } from './renew-certificates.ts';
import { requireTls } from './require-tls.ts';
import { rotateCa } from './rotate-ca.ts';
import { rotateKeyfile } from './rotate-keyfile.ts';
import type { Planner } from './stage-draft.ts';
import { x509 } from './x509.ts';

/** mongosqld is no member of a cluster. */
export type ClusterPlanKind = Exclude<PlanKind, 'bi-connector'>;

/** The kinds of plans for clusters. */
export const planners: Readonly<Record<ClusterPlanKind, (world: PlanWorld) => Planner>> = {
  'require-tls': requireTls,
  x509,
  'rotate-keyfile': rotateKeyfile,
  'rotate-ca': rotateCa,
  'renew-certificates': renewCertificates,
  'change-distinguished-name': changeDistinguishedName,
  'rename-ssl': renameSsl,
  'enforce-auth': enforceAuth,
};
