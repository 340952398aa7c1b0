import {
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type PreviousResultId,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Utils, URI } from 'vscode-uri';
import { deploymentPart } from '../core/deployment/deployment.ts';
import { detectKind } from '../core/documents/document.ts';
import { mayBeKnown } from '../core/documents/file-names.ts';
import { excluder } from '../host/exclude.ts';
import type { Host } from '../host/host.ts';
import { maxLength, type Analyses } from './analysis.ts';
import { baseName, isOurs } from './file-kind.ts';
import type { Deployment } from './deployment.ts';
import { toDiagnostics } from './diagnostics.ts';
import type { Log } from './guard.ts';
import type { Settings } from './settings.ts';
import type { WorkspaceServers } from './workspace-servers.ts';
import { comparable, localPathOf, uriOfPath, type Workspace } from './workspace.ts';
import { decodeDocument } from '../core/documents/decode-document.ts';

/** More files than a workspace of configurations has; a home folder opened by mistake ends here. */
const maxFiles = 50_000;

interface Known {
  readonly text: string;
  readonly generation: number;
  /** Absent where only what the file says of the deployment was asked for. */
  readonly report?: WorkspaceDocumentDiagnosticReport & { kind: 'full' };
}

export interface WorkspaceDiagnosticsContext {
  readonly host: Pick<Host, 'list' | 'read'>;
  readonly workspace: Workspace;
  readonly analyses: Analyses;
  readonly deployment: Deployment;
  readonly servers: Pick<WorkspaceServers, 'learnSaved' | 'takeNews'>;
  readonly settingsOf: (uri: string) => Promise<Settings>;
  /** What is known of the deployment changed, so all has to be judged anew. */
  readonly onNews: () => void;
  /** The language of an open document; undefined for one that is not open. */
  readonly openLanguage: (uri: string) => string | undefined;
  readonly log: Log;
}

/**
 * Judges the files of the workspace that are not open: all of them or those that open ones name (`diagnosticsScope`). The others are
 * only read for what they say of the deployment, which the open ones are judged by. Clients ask again as soon as they have an answer, so a request for which
 * nothing is new waits until {@link changed} is called or it is cancelled.
 */
export class WorkspaceDiagnostics {
  readonly #context: WorkspaceDiagnosticsContext;
  readonly #known = new Map<string, Known>();
  /** The URIs of the files that the client was told something of. */
  readonly #told = new Set<string>();
  #state = 0;
  #answered = -1;
  #waiting: (() => void)[] = [];

  constructor(context: WorkspaceDiagnosticsContext) {
    this.#context = context;
  }

  /** Something that findings depend on is new: a file, a setting, which documents are open. */
  changed(): void {
    this.#state++;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Walks the folders; each report goes to `onReport` as soon as it is there, or into the answer where that is absent. */
  async report(
    previous: readonly PreviousResultId[],
    token: CancellationToken,
    onReport?: (report: WorkspaceDiagnosticReport) => void,
  ): Promise<WorkspaceDiagnosticReport> {
    // a client that remembers nothing of what was found has to be told anew
    const forgot = previous.length === 0 && this.#told.size > 0;
    if (!forgot) await this.#news(token);
    const state = this.#state;
    const resultIds = new Map(previous.map(({ uri, value }) => [uri, value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const seen = new Set<string>();
    for await (const path of this.#files(token)) {
      if (token.isCancellationRequested) break;
      const uri = uriOfPath(path);
      seen.add(uri);
      const item = await this.#judge(path, uri, resultIds.get(uri));
      if (!item) continue;
      this.#remember(item);
      if (onReport) onReport({ items: [item] });
      else items.push(item);
    }
    // what a walk that was broken off did not come to is not gone
    if (token.isCancellationRequested) return { items };
    for (const uri of [...this.#known.keys()].filter((uri) => !seen.has(uri))) {
      this.#forget(uri);
      if (this.#told.delete(uri) || resultIds.has(uri)) items.push(empty(uri));
    }
    this.#answered = state;
    const news = [this.#context.deployment.takeNews(), this.#context.servers.takeNews()];
    if (news.includes(true)) this.#context.onNews();
    return { items };
  }

  async #news(token: CancellationToken): Promise<void> {
    if (this.#answered !== this.#state) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      token.onCancellationRequested(() => {
        resolve();
      });
    });
  }

  async *#files(token: CancellationToken): AsyncIterable<string> {
    const { host, workspace, settingsOf, log } = this.#context;
    const onProblem = (path: string, reason: string) => {
      log(`The workspace check leaves out ${path}: ${reason}.`);
    };
    let count = 0;
    for (const folder of workspace.folders) {
      const { exclude } = await settingsOf(uriOfPath(folder));
      for await (const path of host.list(folder, onProblem, excluder(folder, exclude))) {
        if (token.isCancellationRequested) return;
        if (++count > maxFiles) {
          log(`The workspace check ends after ${maxFiles} files; open a smaller folder to have all checked.`);
          return;
        }
        if (mayBeKnown(Utils.basename(URI.file(path)))) yield path;
      }
    }
  }

  async #judge(
    path: string,
    uri: string,
    previous: string | undefined,
  ): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
    const { host, analyses, openLanguage } = this.#context;
    const fact = await host.read(path, maxLength);
    if (fact.state !== 'present') return undefined;
    const text = await this.#textOf(uri, fact.bytes);
    const language = openLanguage(uri);
    const isWanted = language === undefined && (await this.#isWanted(path, uri));
    const known = this.#known.get(uri);
    const isFresh = known?.text === text && known.generation === analyses.generation;
    const fresh =
      isFresh && (known.report || !isWanted) ? known : await this.#analyse(path, uri, text, isWanted);
    if (!fresh) return this.#forget(uri) ? empty(uri) : undefined;
    this.#known.set(uri, fresh);
    if (!isWanted || !fresh.report) {
      // the document pull answers for open ones; that of other languages is registered apart, and clients keep both answers
      const isAnsweredElsewhere = language !== undefined && isOurs(language);
      return !isAnsweredElsewhere && previous !== undefined ? empty(uri) : undefined;
    }
    const { resultId } = fresh.report;
    if (resultId === undefined || resultId !== previous) return fresh.report;
    return { uri, version: null, kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  }

  async #isWanted(path: string, uri: string): Promise<boolean> {
    const { settingsOf, analyses } = this.#context;
    const { diagnosticsScope } = await settingsOf(uri);
    return diagnosticsScope === 'workspace' || analyses.belonging.has(comparable(path));
  }

  #remember({ uri, kind, ...report }: WorkspaceDocumentDiagnosticReport): void {
    if (kind === DocumentDiagnosticReportKind.Unchanged || report.resultId !== undefined) this.#told.add(uri);
    else this.#told.delete(uri);
  }

  /** As the server reads the file, without the byte order mark, which editors leave out too. */
  async #textOf(uri: string, bytes: Uint8Array): Promise<string> {
    const { platform } = await this.#context.settingsOf(uri);
    const text = decodeDocument(bytes, undefined, platform);
    // all other encodings have NUL bytes in text, and most files are spared a second look
    const kind = bytes.includes(0) ? detectKind(baseName(uri), text) : undefined;
    return (kind ? decodeDocument(bytes, kind, platform) : text).replace(/^\uFEFF/, '');
  }

  #forget(uri: string): boolean {
    const path = localPathOf(uri);
    if (path !== undefined) {
      this.#context.deployment.learn(path, undefined);
      this.#context.servers.learnSaved(path, undefined);
    }
    this.#context.analyses.forget({ uri, isOpen: false });
    return this.#known.delete(uri);
  }

  async #analyse(path: string, uri: string, text: string, isWanted: boolean): Promise<Known | undefined> {
    const { analyses, deployment, servers } = this.#context;
    const { generation } = analyses;
    const document = TextDocument.create(uri, '', 0, text);
    const model = analyses.parse(document);
    if (!model) return undefined;
    if (!isWanted) {
      const { facts } = await analyses.factsOf({ uri, isOpen: false }, model);
      deployment.learn(path, deploymentPart(model, facts));
      servers.learnSaved(path, model);
      return { text, generation };
    }
    const analysis = await analyses.judge(document, model, false);
    deployment.learn(path, deploymentPart(model, analysis.facts));
    servers.learnSaved(path, model);
    return {
      text,
      generation,
      report: {
        uri,
        version: null,
        kind: DocumentDiagnosticReportKind.Full,
        resultId: String(analysis.id),
        items: analysis.findings.flatMap((finding) => toDiagnostics(finding, analysis)),
      },
    };
  }
}

function empty(uri: string): WorkspaceDocumentDiagnosticReport {
  return { uri, version: null, kind: DocumentDiagnosticReportKind.Full, items: [] };
}
