import { withClients, type Context, reportOf } from './assemble.ts';
import { type Connection, parseConnection } from './connection-string.ts';
import { dialled } from './dialling.ts';
import type { Draft } from './draft.ts';
import { clientOf } from './driver.ts';
import { failureOf } from './failure.ts';
import { Limit, within } from './limit.ts';
import { planOf, x509Problem, inputsOf, factsOf } from './prepare.ts';
import type { ConnectReport } from './report.ts';
import type { ProbeRequest } from './request.ts';
import { type Resolver, seedList, systemResolver } from './resolve.ts';
import { elapsed } from './host-log.ts';

async function run(
  connection: Connection,
  request: ProbeRequest,
  resolver: Resolver,
  signal: AbortSignal,
): Promise<Draft> {
  const notes = [...connection.notes];
  const checked = await inputsOf(connection, request.baseFolder ?? process.cwd());
  if ('failure' in checked) return { steps: [], failure: checked.failure, notes };
  const { inputs } = checked;
  notes.push(...checked.notes);
  const facts = factsOf(connection, inputs);
  const problem = x509Problem(connection, inputs);
  if (problem) return { steps: [], failure: problem, notes, facts };
  const plan = await planOf(connection, inputs, resolver, request);
  const { proxy } = plan;
  const judged = proxy
    ? undefined
    : clientOf(connection, connection.driverUri, plan, request.timeoutMs, signal);
  if (judged && 'failure' in judged) return { steps: [], failure: judged.failure, notes, facts };

  const since = performance.now();
  const seeds = await seedList(connection, resolver, signal);
  if ('failure' in seeds) {
    const { failure } = seeds;
    return {
      steps: [{ name: 'dns', ok: false, ms: elapsed(since), detail: { code: failure.raw.code } }],
      failure,
      notes,
      facts,
    };
  }
  const driverLimit = new Limit(signal);
  try {
    return await dialled(
      { connection, request, plan, seeds, since, facts, notes, driverLimit, judged },
      signal,
    );
  } finally {
    driverLimit.abort(new DOMException('The test is over.', 'AbortError'));
  }
}

/** What the start of the process took of the time is gone, but a quarter of it is always left. */
function timeLeft({ timeoutMs, startedAt }: ProbeRequest): number {
  return startedAt === undefined
    ? timeoutMs
    : Math.max(timeoutMs - (performance.now() - startedAt), timeoutMs / 4);
}

/**
 * Tests a connection and explains its failure. Never throws and prints nothing; the report holds no secret. Aborting the signal
 * ends it at once, with the diagnosis `cancelled`.
 */
export async function probe(
  request: ProbeRequest,
  signal: AbortSignal,
  resolver: Resolver = systemResolver,
): Promise<ConnectReport> {
  let context: Context = { secrets: [] };
  try {
    const parsed = parseConnection(request.uri, request.options, request.driver);
    context = { secrets: parsed.secrets };
    if ('failure' in parsed.result)
      return reportOf({ steps: [], failure: parsed.result.failure, notes: [] }, context);
    const { connection } = parsed.result;
    context = { ...context, connection };
    const selection = connection.serverSelectionTimeoutMS ?? 0;
    const left = timeLeft(request);
    const ms = selection > 0 ? Math.min(left, selection) : left;
    const plain = await within(signal, ms, (limit) => run(connection, request, resolver, limit));
    const draft = signal.aborted ? plain : await withClients(plain, connection, request);
    if (!signal.aborted || !draft.failure) return reportOf(draft, context);
    const { stage, raw } = draft.failure;
    return reportOf({ ...draft, failure: { stage, raw, code: 'cancelled' } }, context);
  } catch (error) {
    // a fault of ours, and still an answer
    return reportOf(
      { steps: [], failure: { ...failureOf('options', error), code: 'unknown' }, notes: [] },
      context,
    );
  }
}
