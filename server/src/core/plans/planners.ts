import { enforceAuth } from './enforce-auth.ts';
import type { PlanKind } from './plan.ts';
import type { PlanWorld } from './plan-options.ts';
import { renameSsl } from './rename-ssl.ts';
import { requireTls } from './require-tls.ts';
import type { Planner } from './stage-draft.ts';
import { x509 } from './x509.ts';

/** The kinds of plans for clusters. */
export const planners: Readonly<Partial<Record<PlanKind, (world: PlanWorld) => Planner>>> = {
  'require-tls': requireTls,
  x509,
  'rename-ssl': renameSsl,
  'enforce-auth': enforceAuth,
};
