import { plainAnswer, speaksTls } from './second-look.ts';
import type { Spot } from './spot.ts';
import type { Way } from './dial.ts';
import type { ServerMode } from './report.ts';

/** How long the other way may take, in milliseconds: a server that closes it does so at once. */
const quick = 500;

/**
 * Which TLS mode a server runs in, after one way to connect has answered: the other way is tried. Undefined where it neither
 * answers nor is closed in time.
 * @param tls whether the way that answered was TLS
 */
export async function modeOf(
  way: Way,
  tls: boolean,
  signal: AbortSignal,
  patience = quick,
): Promise<ServerMode | undefined> {
  const spot: Spot = { ...way, signal, patience };
  const since = performance.now();
  const other = tls ? (await plainAnswer(spot))?.kind === 'mongodb' : await speaksTls(spot);
  if (other) return 'allowTLS or preferTLS';
  // silence is no answer: a slow server may still speak it
  if (performance.now() - since >= patience || signal.aborted) return undefined;
  return tls ? 'requireTLS' : 'disabled';
}
