import type { Memento } from 'vscode';
import { withoutSecrets } from './uri.ts';

/** A connection that was tried before. Holds no secret. */
export interface PastConnection {
  readonly uri: string;
  readonly options: Readonly<Record<string, string>>;
}

const key = 'mongodbTls.connections';
const kept = 10;

/** What may be kept of the options: switches and the places of files. */
const openOptions = [
  'tls',
  'tlsCAFile',
  'tlsCertificateKeyFile',
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
];

/** The connections tried last, newest first, kept between sessions without passwords and passphrases. */
export class ConnectionHistory {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  list(): readonly PastConnection[] {
    const stored: unknown = this.#state.get(key);
    return Array.isArray(stored) ? stored.filter(isPastConnection) : [];
  }

  /** Puts a connection at the top. One whose secrets cannot be told apart is not kept. */
  async add(connection: PastConnection): Promise<void> {
    const uri = withoutSecrets(connection.uri);
    if (uri === undefined) return;
    const options = Object.fromEntries(
      Object.entries(connection.options).filter(([name]) => openOptions.includes(name)),
    );
    const others = this.list().filter((past) => past.uri !== uri);
    await this.#state.update(key, [{ uri, options }, ...others].slice(0, kept));
  }
}

function isPastConnection(value: unknown): value is PastConnection {
  return (
    typeof value === 'object' &&
    value !== null &&
    'uri' in value &&
    typeof value.uri === 'string' &&
    'options' in value
  );
}
