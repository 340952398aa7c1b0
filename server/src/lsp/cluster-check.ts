import { DiagnosticSeverity, type Diagnostic, type PublishDiagnosticsParams } from 'vscode-languageserver';
import { clusterNotes, type ClusterNote } from '../core/cluster/cluster-notes.ts';
import { clusterReport } from '../core/cluster/cluster-report.ts';
import { clustersOf } from '../core/cluster/clusters.ts';
import type { Cluster } from '../core/cluster/member.ts';
import { newPool, type FilePool } from '../core/cluster/read-state.ts';
import type { CheckClusterResult } from '../protocol.ts';
import { ClusterSources, type ClusterSourcesContext } from './cluster-sources.ts';
import type { Log } from './guard.ts';
import type { CryptoPort } from '../core/pem/model/crypto-port.ts';

/** Whoever types there pauses for less; files that are saved together are looked at together. */
const pauseMs = 400;
const roundMs = 600_000;
/** More pairs than that are not sent for a page. */
const mostPairs = 5000;

export interface ClusterCheckContext extends ClusterSourcesContext {
  readonly now: () => number;
  readonly crypto: CryptoPort;
  /** Sends what is said of a file as a whole; undefined: nothing is to be sent for it. */
  readonly publish: (params: PublishDiagnosticsParams) => Promise<void>;
  /** Whether findings of a file are wanted: it is open, or the whole workspace is. */
  readonly isWanted: (uri: string) => Promise<boolean>;
  readonly log: Log;
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** Judges the servers of the workspace as clusters: for a page when asked, and for Problems after each change. */
export class ClusterCheck {
  readonly #context: ClusterCheckContext;
  readonly #sources: ClusterSources;
  #pool: FilePool = newPool();
  #told = new Map<string, readonly Diagnostic[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(context: ClusterCheckContext) {
    this.#context = context;
    this.#sources = new ClusterSources(context);
  }

  /** Something that clusters depend on is new: an open text, or files by their URIs; without them any file, setting or folder. */
  changed(uris?: readonly string[]): void {
    this.#sources.changed(uris);
    if (!uris) this.#pool = newPool();
    this.#judgeSoon();
  }

  /** The text of an open document changed, or it was opened or closed. */
  textChanged(): void {
    this.#judgeSoon();
  }

  /** What is said of the clusters in a file at present, for clients to which all diagnostics of a file are pushed as one. */
  diagnosticsOf(uri: string): readonly Diagnostic[] {
    return this.#told.get(uri) ?? [];
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** The matrix of all clusters of the workspace. */
  async report(): Promise<CheckClusterResult> {
    const clusters = await this.clusters();
    const { crypto, now } = this.#context;
    const expiryWarningDays = expiryWarningDaysOf(clusters);
    const report = clusterReport(clusters, { now: now(), crypto, expiryWarningDays });
    return {
      summary: report.summary,
      clusters: report.clusters.map(({ pairs, counts, ...cluster }) => {
        const listed = [];
        let isCut = false;
        for (const pair of pairs) {
          isCut = listed.length >= mostPairs;
          if (isCut) break;
          listed.push(pair);
        }
        return { ...cluster, pairs: listed, counts, ...(isCut ? { isCut } : {}) };
      }),
    };
  }

  /** The servers of the workspace, as clusters. */
  async clusters(): Promise<Cluster[]> {
    const { sources, hostSources } = await this.#sources.read();
    const memberHosts = sources[0]?.facts.memberHosts ?? [];
    return clustersOf(sources, hostSources, { memberHosts, pool: this.#pool });
  }

  #judgeSoon(): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#running.then(() => this.#judge());
    }, pauseMs);
  }

  async #judge(): Promise<void> {
    const { log, now, crypto } = this.#context;
    try {
      const clusters = await this.clusters();
      // certificates do not expire within some minutes, and what was judged before holds on
      const world = {
        now: Math.floor(now() / roundMs) * roundMs,
        crypto,
        expiryWarningDays: expiryWarningDaysOf(clusters),
      };
      await this.#tell(clusters.flatMap((cluster) => clusterNotes(cluster, world)));
    } catch (error) {
      log(
        `The clusters of the workspace could not be judged: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }

  async #tell(notes: readonly ClusterNote[]): Promise<void> {
    const { publish, isWanted } = this.#context;
    const found = new Map<string, Diagnostic[]>();
    for (const note of notes) {
      if (!(await isWanted(note.file))) continue;
      const list = found.get(note.file) ?? [];
      list.push(diagnosticOf(note));
      found.set(note.file, list);
    }
    const before = this.#told;
    this.#told = found;
    for (const uri of new Set([...before.keys(), ...found.keys()])) {
      const [old = [], diagnostics = []] = [before.get(uri), found.get(uri)];
      if (JSON.stringify(old) !== JSON.stringify(diagnostics)) await publish({ uri, diagnostics });
    }
  }
}

function diagnosticOf({ range, severity, code, message, related }: ClusterNote): Diagnostic {
  return {
    range,
    severity: severities[severity],
    source: 'mongodb-tls',
    code,
    message,
    relatedInformation: related.map((other) => ({
      location: { uri: other.file, range: other.range },
      message: other.message,
    })),
  };
}

function expiryWarningDaysOf(clusters: readonly Cluster[]): number {
  return clusters[0]?.members[0]?.source.facts.expiryWarningDays ?? 30;
}

/** The answer where something of ours failed. */
export const clusterCheckFailed = {
  error: 'The cluster could not be checked. The log of MongoDB TLS says why.',
};
