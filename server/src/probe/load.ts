import type { ProbeRequest } from './request.ts';
import type { ConnectReport } from './report.ts';

/**
 * Tests a connection; see `probe`. Loads the MongoDB driver at its first use: esbuild.mjs puts what is
 * imported here into a file of its own. Rejects only where that file is missing.
 */
export async function testConnection(request: ProbeRequest, signal: AbortSignal): Promise<ConnectReport> {
  const { probe } = await import('./probe.ts');
  return probe(request, signal);
}
