import { type Failure, failureOf } from './failure.ts';
import { type Target, show } from './host-list.ts';
import { KnownFailure } from './patience.ts';
import type { StepName } from './report.ts';
import type { WirePlan } from './wire-plan.ts';

/** A failure in a step: one whose cause was found out already, or an error. */
export function failureIn(stage: StepName, error: unknown): Failure {
  if (error instanceof KnownFailure) return error.failure;
  return failureOf(stage, error);
}

/** A server that answers without TLS and not with it. */
export const plainText = (target: Target) => (): Failure => ({
  stage: 'tls',
  code: 'server-speaks-plain-text',
  raw: { code: 'NO_TLS_ANSWER', message: 'No answer to the TLS handshake', names: [] },
  specifics: [
    `${show(target)} answers a greeting without TLS, and leaves a TLS handshake without an answer.`,
  ],
  facts: { plainAnswered: true, tlsAnswered: false, mongodbAnswered: true },
});

/** A server that answers with TLS and not without it. */
export const requiresTls = (target: Target) => (): Failure => ({
  stage: 'hello',
  code: 'server-requires-tls',
  raw: { code: 'NO_PLAIN_ANSWER', message: 'No answer to a greeting without TLS', names: [] },
  specifics: [`${show(target)} answers a TLS handshake, and no greeting without TLS.`],
  facts: { tlsAsked: false, tlsAnswered: true, plainAnswered: false },
});

/** A failure of another limit than that of the whole run. */
export function byOwnLimit(failure: Failure, plan: WirePlan, signal: AbortSignal): Failure {
  const { connectTimeoutMS: ms } = plan;
  if (failure.raw.code !== 'TimeoutError' || signal.aborted || ms === undefined || failure.code !== undefined)
    return failure;
  return {
    ...failure,
    code: 'connect-timeout',
    specifics: [`connectTimeoutMS=${ms} of the connection string ended the attempt.`],
    fixes: ['Give connectTimeoutMS more time, or take it out: the default of drivers is 10 or 30 seconds.'],
  };
}
