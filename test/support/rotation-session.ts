import {
  requests,
  type KeyRotationReview,
  type PlanKeyRotationResult,
  type ReviewKeyRotationResult,
  type RotateKeyfileResult,
} from '../../server/src/protocol.ts';
import { LspClient, type ClientOptions } from './lsp-client.ts';
import { MemoryHost, type MemoryFile } from './memory-host.ts';

/** Two members of one cluster, whose key is written in two ways, and a keyfile of another. */
export const cluster: Record<string, MemoryFile> = {
  '/work/m1/keyfile': { content: 'my secret key\n', mode: 0o400 },
  '/etc/member2': { content: '- mysecretkey\n', mode: 0o600 },
  '/work/other.keyfile': { content: 'anotherkey', mode: 0o400 },
  '/work/m2/mongod.conf': { content: 'security:\n  keyFile: /etc/member2\n' },
};
/** The keyfiles of the cluster's members. */
export const uris = ['file:///etc/member2', 'file:///work/m1/keyfile'];

/** A client that rotates keyfiles below `/work`. Stop it after the test. */
export class RotationSession {
  #client: LspClient | undefined;

  get client(): LspClient {
    if (!this.#client) throw new Error('the session was not started');
    return this.#client;
  }

  async start(files: Record<string, string | MemoryFile>, options: ClientOptions = {}): Promise<MemoryHost> {
    const host = new MemoryHost(files);
    this.#client = await LspClient.start(
      { host },
      { trusted: true, commands: true, folders: ['/work'], ...options },
    );
    return host;
  }

  stop(): Promise<void> {
    return this.client.stop();
  }

  plan(uri?: string): Promise<PlanKeyRotationResult> {
    return this.client.connection.sendRequest(requests.planKeyRotation, uri === undefined ? {} : { uri });
  }

  review(uris: readonly string[], step: string): Promise<ReviewKeyRotationResult> {
    return this.client.connection.sendRequest(requests.reviewKeyRotation, { uris, step });
  }

  /** The review of a step that can be taken. */
  async reviewed(uris: readonly string[], step: string): Promise<KeyRotationReview> {
    const result = await this.review(uris, step);
    if ('problem' in result) throw new Error(result.problem);
    return result;
  }

  write(id: string): Promise<RotateKeyfileResult> {
    return this.client.connection.sendRequest(requests.rotateKeyfile, { review: id });
  }
}
