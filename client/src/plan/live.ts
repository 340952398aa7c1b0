import { env, window } from 'vscode';
import {
  requests,
  type AskedMember,
  type ConnectionSecrets,
  type LiveConnectionParams,
  type PlanClusterParams,
  type PlanClusterResult,
} from '../../../server/src/protocol.ts';
import type { CommandContext } from '../commands/command.ts';
import { withProgress } from '../progress.ts';
import { askPassphrase } from '../quick-input.ts';
import { askConnection } from './ask-connection.ts';

const title = 'Ask the Running Servers';
const timeoutMs = 10_000;
const messageMs = 4000;

/** How the servers of a plan are asked, as long as its command runs. Secrets stay here and leave sealed only. */
export class LiveServers {
  readonly #context: Pick<CommandContext, 'server' | 'history'>;
  #secrets: ConnectionSecrets;

  private constructor(context: Pick<CommandContext, 'server' | 'history'>, secrets: ConnectionSecrets) {
    this.#context = context;
    this.#secrets = secrets;
  }

  /** Asks the user for the connection to any of them. Undefined where he leaves. */
  static async ask(context: Pick<CommandContext, 'server' | 'history'>): Promise<LiveServers | undefined> {
    const { history } = context;
    const connection = await askConnection(title, history.list());
    if (!connection) return undefined;
    await history.add(connection);
    return new LiveServers(context, connection);
  }

  /** Makes a plan from what the servers run with; asks for the passphrase of a key where one is needed. */
  async plan(params: PlanClusterParams): Promise<PlanClusterResult | undefined> {
    for (;;) {
      const result = await withProgress('Asking the servers what they run with', (token) =>
        this.#context.server.request(requests.planCluster, { ...params, live: this.#params() }, token),
      );
      const codes = 'error' in result ? [] : (result.members ?? []).map(({ code }) => code);
      const code = codes.find((each) => each === 'passphrase-required' || each === 'wrong-passphrase');
      if (code === undefined) return result;
      const wrong = code === 'wrong-passphrase' ? 'The passphrase is wrong. ' : '';
      const passphrase = await askPassphrase(
        title,
        `${wrong}Passphrase of the private key. It is kept only while this plan is open.`,
      );
      if (passphrase === undefined) return undefined;
      const { uri, options } = this.#secrets;
      this.#secrets = { uri, options: { ...options, tlsCertificateKeyFilePassword: passphrase } };
    }
  }

  /** Sends the command of a member once the user has seen it and agreed. True where the server has done it. */
  async send({ member, host, shell = '' }: AskedMember): Promise<boolean> {
    const yes = 'Send';
    const answer = await window.showWarningMessage(
      `Send this command to ${member} (${host ?? ''})?`,
      { modal: true, detail: shell },
      yes,
    );
    if (answer !== yes) return false;
    const params = { ...this.#params(), member, shell };
    const { ok, text } = await withProgress(`Sending the command to ${member}`, (token) =>
      this.#context.server.request(requests.sendPlanCommand, params, token),
    );
    if (!ok) throw new Error(`${text} Nothing more is sent: ask the servers again first.`);
    window.setStatusBarMessage(`$(check) ${text}`, messageMs);
    return true;
  }

  #params(): LiveConnectionParams {
    return { connection: this.#context.server.seal(JSON.stringify(this.#secrets)), timeoutMs };
  }
}

/** Copies the command of a member. */
export async function copyCommand({ member, shell = '' }: AskedMember): Promise<void> {
  await env.clipboard.writeText(shell);
  window.setStatusBarMessage(`$(check) Copied the command for ${member}`, messageMs);
}
