import {
  CancellationTokenSource,
  DocumentDiagnosticReportKind,
  ResponseError,
  type CancellationToken,
  type DocumentDiagnosticReport,
  type PreviousResultId,
  type PublishDiagnosticsParams,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import type { Log } from './guard.ts';

/** Between two letters of somebody who types there is less; between the last one and a look at the screen more. */
const typingPauseMs = 150;
/** Files that are saved together, and folders that are watched together, are looked at together. */
const walkPauseMs = 500;

export interface PushedDiagnosticsContext {
  readonly publish: (diagnostics: PublishDiagnosticsParams) => Promise<void>;
  /** The version of an open document; undefined for one that is not open. */
  readonly version: (uri: string) => number | undefined;
  readonly pull: (uri: string) => Promise<DocumentDiagnosticReport>;
  readonly pullWorkspace: (
    previous: readonly PreviousResultId[],
    token: CancellationToken,
    onReport: (report: WorkspaceDiagnosticReport) => void,
  ) => Promise<WorkspaceDiagnosticReport>;
  readonly log: Log;
}

/** Diagnostics for clients that do not ask for them: asks in their place, as a client that pulls does, and passes the answers on. */
export class PushedDiagnostics {
  readonly #context: PushedDiagnosticsContext;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The last judging of each open document: its version, in an object of its own. */
  readonly #turns = new Map<string, { readonly version: number }>();
  /** The result ids of the closed files of which something was published. */
  readonly #closed = new Map<string, string>();
  readonly #end = new CancellationTokenSource();

  constructor(context: PushedDiagnosticsContext) {
    this.#context = context;
  }

  /** A document was opened, and is judged at once; or closed, and what was said of it is taken back. */
  openChanged(uri: string): void {
    this.#closed.delete(uri);
    this.#cancel(uri);
    this.#turns.delete(uri);
    if (this.#context.version(uri) === undefined) void this.#publish({ uri, diagnostics: [] });
    else void this.#judge(uri);
  }

  /** An open document has a new text, and is judged as soon as it rests. */
  textChanged(uri: string): void {
    // opening counts as a change of the text too
    if (this.#turns.get(uri)?.version !== this.#context.version(uri)) this.judgeSoon(uri);
  }

  /** What an open document is judged by changed. */
  judgeSoon(uri: string): void {
    this.#cancel(uri);
    const timer = setTimeout(() => {
      this.#timers.delete(uri);
      void this.#judge(uri);
    }, typingPauseMs);
    this.#timers.set(uri, timer);
  }

  /** Tells of the files that are not open, again and again as they change; ends with {@link stop}. */
  async followWorkspace(): Promise<void> {
    const { token } = this.#end;
    while (!token.isCancellationRequested) {
      try {
        const previous = [...this.#closed].map(([uri, value]) => ({ uri, value }));
        const rest = await this.#context.pullWorkspace(previous, token, (part) => {
          this.#passOn(part);
        });
        this.#passOn(rest);
      } catch (error) {
        this.#context.log(`The workspace check failed: ${String(error)}`);
      }
      await pause(walkPauseMs, token);
    }
  }

  stop(): void {
    this.#end.cancel();
    for (const uri of [...this.#timers.keys()]) this.#cancel(uri);
  }

  #cancel(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
  }

  async #judge(uri: string): Promise<void> {
    const version = this.#context.version(uri);
    if (version === undefined) return;
    const turn = { version };
    this.#turns.set(uri, turn);
    try {
      const report = await this.#context.pull(uri);
      // a newer version, newer facts or the close have a turn of their own
      if (this.#context.version(uri) !== version || this.#turns.get(uri) !== turn) return;
      const diagnostics = report.kind === DocumentDiagnosticReportKind.Full ? report.items : [];
      await this.#publish({ uri, version, diagnostics });
    } catch (error) {
      // overtaken by a change
      if (error instanceof ResponseError) return;
      this.#context.log(`The diagnostics of ${uri} failed: ${String(error)}`);
    }
  }

  #passOn({ items }: WorkspaceDiagnosticReport): void {
    for (const item of items) {
      if (
        item.kind === DocumentDiagnosticReportKind.Unchanged ||
        this.#context.version(item.uri) !== undefined
      )
        continue;
      if (item.resultId === undefined) this.#closed.delete(item.uri);
      else this.#closed.set(item.uri, item.resultId);
      void this.#publish({ uri: item.uri, diagnostics: item.items });
    }
  }

  async #publish(diagnostics: PublishDiagnosticsParams): Promise<void> {
    try {
      await this.#context.publish(diagnostics);
    } catch (error) {
      this.#context.log(`The diagnostics of ${diagnostics.uri} could not be sent: ${String(error)}`);
    }
  }
}

function pause(ms: number, token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    token.onCancellationRequested(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
