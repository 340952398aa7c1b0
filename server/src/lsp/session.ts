import {
  CodeLensRefreshRequest,
  TextDocuments,
  type ClientCapabilities,
  type Connection,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CryptoPort } from '../core/pem/model/crypto-port.ts';
import { allRules } from '../rules/all-rules.ts';
import type { Rule } from '../core/linting/rule.ts';
import type { Host } from '../host/host.ts';
import type { ProbeRequest } from '../probe/request.ts';
import type { ConnectReport } from '../probe/report.ts';
import type { Sealed } from '../protocol.ts';
import { Analyses, maxLength, type FileAnalysis } from './analysis.ts';
import { isOurs } from './file-kind.ts';
import { Deployment } from './deployment.ts';
import { documentReport, noDiagnostics, retrigger, tooLongReport } from './diagnostics.ts';
import { FileCache } from './file-cache.ts';
import { KeyFiles } from './key-files.ts';
import { LivePlan } from './live-plan.ts';
import { guardNotification, type Log } from './guard.ts';
import { PushedDiagnostics } from './pushed-diagnostics.ts';
import { SettingsStore } from './settings-store.ts';
import { Watching } from './watching.ts';
import { ClusterCheck } from './cluster-check.ts';
import { WorkspaceServers } from './workspace-servers.ts';
import { WorkspaceDiagnostics } from './workspace-diagnostics.ts';
import { localPathOf, Workspace } from './workspace.ts';
import type { ReviewedRotation } from '../make/reviewed-rotation.ts';
import { visible } from '../core/text/visible.ts';

/** What the server runs on; tests bring their own. */
export interface Runtime {
  /** Only the requests that make files write with it; features get the part that reads. */
  readonly host: Host;
  readonly crypto: CryptoPort;
  /** Opens what the client sealed; undefined where it was sealed for another server. */
  readonly open: (sealed: Sealed) => string | undefined;
  /** Loads the driver at its first use. */
  readonly testConnection: (request: ProbeRequest, signal: AbortSignal) => Promise<ConnectReport>;
  /** Instead of all rules. */
  readonly rules?: ReadonlyMap<string, Rule>;
  /** How long the client may take to tell its settings. */
  readonly patienceMs?: number;
}

/** All that lives as long as one connection. */
export class Session {
  readonly documents = new TextDocuments(TextDocument);
  readonly workspace = new Workspace();
  readonly host: Host;
  readonly crypto: Runtime['crypto'];
  readonly open: Runtime['open'];
  readonly testConnection: Runtime['testConnection'];
  readonly rules: ReadonlyMap<string, Rule>;
  readonly files: FileCache;
  readonly keyFiles: KeyFiles;
  readonly settings: SettingsStore;
  readonly servers: WorkspaceServers;
  readonly analyses: Analyses;
  readonly workspaceDiagnostics: WorkspaceDiagnostics;
  readonly watching: Watching;
  readonly pushed: PushedDiagnostics;
  readonly clusters: ClusterCheck;
  readonly livePlan = new LivePlan(this);
  readonly log: Log;
  capabilities: ClientCapabilities = {};
  /** What the user was last shown of a rotation, ready to be written. */
  reviewedRotation: ReviewedRotation | undefined;
  /** Comes when the client has told of the open files of other languages too. */
  othersTold: Promise<void> = Promise.resolve();
  /** The client has the commands of the extension. */
  hasCommands = false;
  readonly #connection: Connection;

  constructor(connection: Connection, runtime: Runtime) {
    const { host, crypto, open, testConnection, rules = allRules, patienceMs } = runtime;
    this.#connection = connection;
    this.log = (message) => {
      try {
        connection.console.error(visible(message));
      } catch {
        // the client is gone, and what was still at work has nobody to tell
      }
    };
    this.host = host;
    this.crypto = crypto;
    this.open = open;
    this.testConnection = testConnection;
    this.rules = rules;
    this.files = new FileCache(host, this.workspace);
    this.settings = new SettingsStore({
      connection,
      workspace: this.workspace,
      rules: new Set(rules.keys()),
      log: this.log,
      onLate: () => {
        this.changedAll();
      },
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
    this.watching = new Watching(connection, this.log);
    const deployment = new Deployment();
    this.servers = new WorkspaceServers({
      files: this.files,
      workspace: this.workspace,
      settingsOf: (uri) => this.settings.of(uri),
      onChanged: () => {
        this.#judgeOpenAnew();
      },
      onRead: (uri, paths) => {
        this.watching.watchFoldersOf(`servers ${uri}`, paths);
      },
    });
    this.analyses = new Analyses({
      host,
      crypto,
      workspace: this.workspace,
      files: this.files,
      deployment,
      servers: this.servers,
      rules,
      settingsOf: (uri) => this.settings.of(uri),
      onNamed: ({ uri, isOpen }, paths) => {
        // a document may have been closed while it was judged
        const isGone = isOpen && !this.documents.get(uri);
        if (!isGone || paths.length === 0)
          this.watching.watchFoldersOf(`${isOpen ? 'open' : 'saved'} ${uri}`, paths);
      },
      onBelonging: () => {
        this.workspaceDiagnostics.changed();
      },
    });
    this.keyFiles = new KeyFiles({
      host,
      workspace: this.workspace,
      files: this.files,
      settingsOf: (uri) => this.settings.of(uri),
      openDocuments: () => this.documents.all(),
    });
    this.workspaceDiagnostics = new WorkspaceDiagnostics({
      host,
      workspace: this.workspace,
      analyses: this.analyses,
      deployment,
      servers: this.servers,
      settingsOf: (uri) => this.settings.of(uri),
      onNews: () => {
        this.#refresh();
      },
      openLanguage: (uri) => this.documents.get(uri)?.languageId,
      log: this.log,
    });
    this.clusters = new ClusterCheck({
      host,
      crypto,
      workspace: this.workspace,
      analyses: this.analyses,
      now: () => host.now(),
      settingsOf: (uri) => this.settings.of(uri),
      openDocument: (uri) => this.documents.get(uri),
      startedIn: (location, file) => this.servers.startedIn(location, file),
      isWanted: async (uri) =>
        this.documents.get(uri) !== undefined ||
        (await this.settings.of(uri)).diagnosticsScope === 'workspace',
      // those of the file itself are pulled apart, or pushed together with these
      publish: async (params) => {
        if (this.pulls) await connection.sendDiagnostics(params);
        else if (this.documents.get(params.uri)) this.pushed.judgeSoon(params.uri);
      },
      log: this.log,
    });
    this.pushed = new PushedDiagnostics({
      publish: ({ uri, diagnostics, ...report }) => {
        const ofCluster = this.documents.get(uri) ? this.clusters.diagnosticsOf(uri) : [];
        return connection.sendDiagnostics({ uri, ...report, diagnostics: [...diagnostics, ...ofCluster] });
      },
      version: (uri) => this.documents.get(uri)?.version,
      pull: (uri) => this.diagnose({ textDocument: { uri } }),
      pullWorkspace: (previous, token, onReport) =>
        this.workspaceDiagnostics.report(previous, token, onReport),
      log: this.log,
    });
  }

  /** Whether the client asks for diagnostics; to one that does not they are pushed. */
  get pulls(): boolean {
    return this.capabilities.textDocument?.diagnostic !== undefined;
  }

  /** Whether the client understands snippets. */
  get hasSnippets(): boolean {
    return this.capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
  }

  /** The analysis of an open document; undefined for one that is not open, too long or none of ours. */
  async analysisOf(uri: string): Promise<FileAnalysis | undefined> {
    const document = this.documents.get(uri);
    return document && (await this.analyses.of(document));
  }

  /** Answers a document pull, for the version that is current when the answer leaves. */
  async diagnose({
    textDocument: { uri },
    previousResultId,
  }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> {
    const document = this.documents.get(uri);
    if (!document) return noDiagnostics;
    if (document.getText().length > maxLength)
      return isOurs(document.languageId) ? tooLongReport(document) : noDiagnostics;
    const analysis = await this.analyses.of(document);
    if (!analysis) return noDiagnostics;
    // an outdated answer would only be thrown away, so the client asks again
    if (this.isStale(analysis)) throw retrigger();
    return documentReport(analysis, previousResultId);
  }

  /** A document was opened or closed: the workspace pull answers for it no longer, or again. */
  openChanged(uri: string): void {
    const isOpen = this.documents.get(uri) !== undefined;
    if (!isOpen) this.analyses.forget({ uri, isOpen: true });
    this.keyFiles.changed();
    if (!this.pulls) this.pushed.openChanged(uri);
    this.clusters.textChanged();
    this.workspaceDiagnostics.changed();
  }

  /** The text of a document changed. */
  textChanged(uri: string): void {
    if (!this.pulls) this.pushed.textChanged(uri);
    this.clusters.textChanged();
  }

  /** Whether a document has gone on since an analysis was begun. */
  isStale({ document }: FileAnalysis): boolean {
    return this.documents.get(document.uri)?.version !== document.version;
  }

  /** Everything has to be judged anew: settings, trust or folders changed. */
  changedAll(): void {
    this.files.clear();
    this.clusters.changed();
    this.#refresh();
  }

  /** Takes what the watchers saw. */
  changedFiles(uris: readonly string[]): void {
    this.keyFiles.changed();
    this.clusters.changed(uris);
    const isNamed = uris.map((uri) => {
      const path = localPathOf(uri);
      return path !== undefined && this.files.forget(path);
    });
    if (isNamed.includes(true)) this.#refresh();
    else this.workspaceDiagnostics.changed();
  }

  #refresh(): void {
    this.keyFiles.changed();
    this.workspaceDiagnostics.changed();
    this.#judgeOpenAnew();
  }

  /** What open documents are judged by changed. */
  #judgeOpenAnew(): void {
    this.analyses.invalidate();
    if (!this.pulls) for (const uri of this.documents.keys()) this.pushed.judgeSoon(uri);
    const { diagnostics, inlayHint, codeLens } = this.capabilities.workspace ?? {};
    const { languages } = this.#connection;
    const tell = guardNotification(this.log, 'workspace/refresh', async () => {
      if (diagnostics?.refreshSupport) await languages.diagnostics.refresh();
      if (inlayHint?.refreshSupport) await languages.inlayHint.refresh();
      if (codeLens?.refreshSupport) await this.#connection.sendRequest(CodeLensRefreshRequest.type);
    });
    void tell(undefined);
  }
}
