import type { SecretStorage } from 'vscode';

/** The passphrases of private keys that the user ticked to keep, in VS Code's secret storage, by the path of the file. */
export class Passphrases {
  readonly #storage: Pick<SecretStorage, 'get' | 'store' | 'delete'>;

  constructor(storage: Pick<SecretStorage, 'get' | 'store' | 'delete'>) {
    this.#storage = storage;
  }

  async of(path: string): Promise<string | undefined> {
    return await this.#storage.get(keyOf(path));
  }

  async keep(path: string, passphrase: string): Promise<void> {
    await this.#storage.store(keyOf(path), passphrase);
  }

  async forget(path: string): Promise<void> {
    await this.#storage.delete(keyOf(path));
  }
}

function keyOf(path: string): string {
  return `mongodbTls.passphrase:${path}`;
}
