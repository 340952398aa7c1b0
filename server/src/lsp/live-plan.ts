import type { CancellationToken } from 'vscode-languageserver';
import type { Cluster } from '../core/cluster/member.ts';
import { nextSteps, type NextStep } from '../core/plans/next-steps.ts';
import type { Plan } from '../core/plans/plan.ts';
import {
  askServer,
  askServers,
  liveTargets,
  silent,
  type LiveAnswer,
  type LiveTarget,
} from '../probe/live.ts';
import type {
  AskedMember,
  LiveConnectionParams,
  SendPlanCommandParams,
  SendPlanCommandResult,
} from '../protocol.ts';
import { answerText } from '../report/plan-live.ts';
import { openConnection, refused, untilCancelled, type OpenContext } from './open-connection.ts';
import type { SettingsStore } from './settings-store.ts';

interface LivePlanContext extends OpenContext {
  readonly settings: SettingsStore;
  readonly testConnection: Parameters<typeof askServers>[2];
}

/** A command that may be sent, once. */
interface Sendable {
  readonly target: LiveTarget;
  readonly step: NextStep;
}

/**
 * The plan that was last made with running members. Its commands are all that can be sent: one at a time, each once, and none after
 * one has failed before the servers were asked again.
 */
export class LivePlan {
  readonly #context: LivePlanContext;
  #sendable = new Map<string, Sendable>();
  #isSending = false;

  constructor(context: LivePlanContext) {
    this.#context = context;
  }

  /** Asks all members. Throws a ResponseError where that may not be done. */
  async ask(
    clusters: readonly Cluster[],
    live: LiveConnectionParams,
    token: CancellationToken,
  ): Promise<LiveAnswer[]> {
    this.#sendable = new Map();
    const connection = openConnection(live, this.#context);
    return untilCancelled(token, (signal) =>
      askServers(liveTargets(clusters), connection, this.#context.testConnection, signal),
    );
  }

  /** Remembers the commands of the stage at hand, and says what there is to do at each member. */
  async keep(answers: readonly LiveAnswer[], plan: Plan): Promise<AskedMember[]> {
    const maySend = (await this.#maySend()) && silent(answers).length === 0;
    const steps = nextSteps(plan);
    this.#sendable = new Map();
    return answers.map(({ id, host, report }) => {
      const step = steps.get(id);
      const target = { id, ...(host === undefined ? {} : { host }) };
      const canSend = maySend && step?.command !== undefined && report?.state !== undefined;
      if (canSend) this.#sendable.set(id, { target, step });
      const code = report?.diagnosis?.code;
      return {
        member: id,
        ...(host === undefined ? {} : { host }),
        ...(code === undefined ? {} : { code }),
        ...(step?.shell === undefined ? {} : { shell: step.shell }),
        canSend,
      };
    });
  }

  /** Answers `mongodbTls/sendPlanCommand`. */
  async send(
    { member, shell, ...live }: SendPlanCommandParams,
    token: CancellationToken,
  ): Promise<SendPlanCommandResult> {
    const connection = openConnection(live, this.#context);
    if (!(await this.#maySend()))
      throw refused('The setting mongodbTls.sendCommands is off: copy the command instead.');
    if (this.#isSending) throw refused('Another command is on its way. Wait for its answer.');
    const found = this.#sendable.get(member);
    if (found?.step.command === undefined || found.step.shell !== shell)
      throw refused('This command is none of the plan at hand. Make the plan anew.');
    const { target, step } = found;
    this.#sendable.delete(member);
    this.#isSending = true;
    try {
      const { testConnection } = this.#context;
      const answer = await untilCancelled(token, (signal) =>
        askServer(target, connection, testConnection, signal, step.command),
      );
      const ok = answer.report?.command?.ok === true;
      if (!ok) this.#sendable.clear();
      return { ok, text: answerText(answer) };
    } catch (error) {
      this.#sendable.clear();
      throw error;
    } finally {
      this.#isSending = false;
    }
  }

  async #maySend(): Promise<boolean> {
    return (await this.#context.settings.of('')).sendCommands;
  }
}

/** The answer where something of ours failed. */
export const sendingFailed: SendPlanCommandResult = {
  ok: false,
  text: 'The command could not be sent. The log of MongoDB TLS says why.',
};
