import { TextDocument, type Position } from 'vscode-languageserver-textdocument';
import type { CryptoPort } from '../core/pem/model/crypto-port.ts';
import { keyFilesNamedBy, parseText, pathsNamedBy } from '../core/documents/document.ts';
import type { Facts } from '../core/facts/facts.ts';
import { lint } from '../core/linting/lint.ts';
import { factsFor } from '../core/embedded/embedded-facts.ts';
import { withoutClients } from '../core/embedded/without-clients.ts';
import type { Embedded, FileDocument } from '../core/embedded/host-file.ts';
import type { Rule } from '../core/linting/rule.ts';
import { expansionsOf } from '../core/config/expansion.ts';
import { serverFacts } from '../core/documents/server-facts.ts';
import type { Host } from '../host/host.ts';
import { localPath, readNamedFiles, type Lookup } from '../host/named-files.ts';
import { EmbeddedDocument } from './embedded-document.ts';
import type { FileCache } from './file-cache.ts';
import { baseName, kindOf } from './file-kind.ts';
import type { Settings } from './settings.ts';
import type { Deployment } from './deployment.ts';
import type { WorkspaceServers } from './workspace-servers.ts';
import { factsOfReaders, type StartedServer } from '../core/deployment/started-server.ts';
import { comparable, localPathOf, type Workspace } from './workspace.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { LintDocument } from '../core/embedded/lint-document.ts';

/** A text above this many UTF-16 units is no configuration, keyfile or PEM file, and is not looked at. */
export const maxLength = 5 * 1024 * 1024;

/** All that is known of one document in one version, be it a file or inside one. Every feature works from it. */
export interface Analysis {
  readonly document: TextDocument;
  readonly model: LintDocument;
  readonly facts: Facts;
  readonly settings: Settings;
  readonly findings: readonly Finding[];
  readonly lookup: Lookup;
  /** The servers that the file starts, and those that read a configuration in it. */
  readonly servers: readonly StartedServer[];
}

/** All that is known of one version of a file. */
export interface FileAnalysis extends Omit<Analysis, 'model'> {
  /** Another one for each analysis: what clients remember results by. */
  readonly id: number;
  readonly model: FileDocument;
  /** The documents of the file: it itself, or those inside it. */
  readonly parts: readonly Analysis[];
}

/** A document as it is in the editor, or as it is saved: they may name different files. */
export interface DocumentState {
  readonly uri: string;
  readonly isOpen: boolean;
}

interface Entry {
  readonly snapshot: TextDocument;
  readonly model: FileDocument;
  generation: number;
  analysis: Promise<FileAnalysis>;
}

/** What an analysis depends on besides the text. */
export interface AnalysisContext {
  readonly host: Pick<Host, 'now'>;
  readonly crypto: CryptoPort;
  readonly workspace: Workspace;
  readonly files: FileCache;
  readonly deployment: Pick<Deployment, 'parts'>;
  readonly servers: Pick<WorkspaceServers, 'of' | 'learnOpen'>;
  /** The settings that hold for the document at a URI. */
  readonly settingsOf: (uri: string) => Promise<Settings>;
  /** Told the local paths of the files that a document names, those that may be read; none for one that is gone. */
  readonly onNamed: (document: DocumentState, paths: readonly string[]) => void;
  /** {@link Analyses.belonging} changed. */
  readonly onBelonging: () => void;
  readonly rules: ReadonlyMap<string, Rule>;
}

/**
 * The analyses of open documents. A version is parsed once; it is judged again, without parsing, when a named file, a setting or
 * the trust changes.
 */
export class Analyses {
  readonly #context: AnalysisContext;
  readonly #entries = new Map<string, Entry>();
  /** The files that are there of those that each open document names, {@link comparable}. */
  readonly #belonging = new Map<string, ReadonlySet<string>>();
  #generation = 0;
  #lastId = 0;

  constructor(context: AnalysisContext) {
    this.#context = context;
  }

  /** What the world outside the documents was when an analysis was made; it grows with {@link invalidate}. */
  get generation(): number {
    return this.#generation;
  }

  /** The files that open documents name and that are there, {@link comparable}. */
  get belonging(): ReadonlySet<string> {
    return new Set([...this.#belonging.values()].flatMap((paths) => [...paths]));
  }

  /** The analysis of a document as it is; undefined for one that is too long or none of ours. */
  of(document: TextDocument): Promise<FileAnalysis> | undefined {
    const text = document.getText();
    const known = this.#entries.get(document.uri);
    if (known?.snapshot.version === document.version && known.snapshot.getText() === text) {
      if (known.generation !== this.#generation) {
        known.generation = this.#generation;
        known.analysis = this.judge(known.snapshot, known.model, true);
      }
      return known.analysis;
    }
    this.#entries.delete(document.uri);
    // an open document changes in place; what was found belongs to the text as it was
    const snapshot = TextDocument.create(document.uri, document.languageId, document.version, text);
    const model = this.parse(snapshot);
    this.#learnOpen(document.uri, model);
    if (!model) return undefined;
    const analysis = this.judge(snapshot, model, true);
    this.#entries.set(document.uri, {
      snapshot,
      model,
      generation: this.#generation,
      analysis,
    });
    return analysis;
  }

  /** The model of a text; undefined for one that is too long or none of ours. */
  parse(document: TextDocument): FileDocument | undefined {
    const text = document.getText();
    if (text.length > maxLength) return undefined;
    const kind = kindOf(document, text);
    return kind === undefined ? undefined : parseText(kind, text, { fileName: baseName(document.uri) });
  }

  /** Collects the facts and runs the rules. */
  async judge(document: TextDocument, parsed: FileDocument, isOpen: boolean): Promise<FileAnalysis> {
    const { rules } = this.#context;
    const { settings, lookup, facts } = await this.factsOf({ uri: document.uri, isOpen }, parsed);
    const model = settings.connectionStrings === 'off' ? withoutClients(parsed) : parsed;
    const path = localPathOf(document.uri);
    const servers = path === undefined ? [] : await this.#context.servers.of(path, model);
    const findings = lint(model, facts, { levels: settings.levels, servers }, rules);
    const whole = {
      document,
      facts: factsOfReaders(model, servers, facts),
      settings,
      findings,
      lookup,
      servers,
    };
    const parts =
      model.kind === 'host'
        ? model.documents.map((entry) => partOf(entry, whole, rules))
        : [{ ...whole, model }];
    return { ...whole, id: ++this.#lastId, model, parts };
  }

  /** What the rules need to know of a document beyond its text. */
  async factsOf(
    document: DocumentState,
    model: FileDocument,
  ): Promise<Pick<Analysis, 'settings' | 'lookup' | 'facts'>> {
    const { settingsOf, workspace } = this.#context;
    const settings = await settingsOf(document.uri);
    const lookup = workspace.lookup(document.uri, settings);
    const facts = await this.#collect(document, model, settings, lookup);
    return { settings, lookup, facts };
  }

  /** Forgets a document that was closed, or a file that is gone. */
  forget(document: DocumentState): void {
    this.#context.onNamed(document, []);
    if (!document.isOpen) return;
    this.#entries.delete(document.uri);
    this.#belonging.delete(document.uri);
    this.#learnOpen(document.uri, undefined);
  }

  #learnOpen(uri: string, model: FileDocument | undefined): void {
    const path = localPathOf(uri);
    if (path !== undefined) this.#context.servers.learnOpen(path, model);
  }

  /** Makes all findings old, after a change of settings, trust or a named file. */
  invalidate(): void {
    this.#generation++;
  }

  async #collect(
    state: DocumentState,
    model: FileDocument,
    settings: Settings,
    lookup: Lookup,
  ): Promise<Facts> {
    const { files, host, crypto, deployment, onNamed } = this.#context;
    const named = pathsNamedBy(model);
    onNamed(state, named.map((path) => localPath(path, lookup)).filter(lookup.mayRead));
    const read = await readNamedFiles(named, lookup, files, keyFilesNamedBy(model));
    if (state.isOpen) this.#learnBelonging(state.uri, read);
    const own = hasJudgedMode(model) ? await this.#ownFile(state.uri) : undefined;
    return {
      now: host.now(),
      ...serverFacts(model, settings.serverVersion),
      platform: settings.platform,
      edition: settings.edition,
      files: read,
      expiryWarningDays: settings.expiryWarningDays,
      memberHosts: settings.memberHosts,
      crypto,
      deployment: deployment.parts,
      ...own,
    };
  }

  #learnBelonging(uri: string, read: Facts['files']): void {
    // it may have been closed meanwhile
    if (!this.#entries.has(uri)) return;
    const present = [...read.values()].flatMap((fact) => (fact.state === 'present' ? fact.location : []));
    const paths = new Set(present.map(comparable));
    const known = this.#belonging.get(uri) ?? new Set();
    if (paths.size === known.size && [...paths].every((path) => known.has(path))) return;
    this.#belonging.set(uri, paths);
    this.#context.onBelonging();
  }

  async #ownFile(uri: string): Promise<Pick<Facts, 'filePath' | 'fileMode'>> {
    const filePath = localPathOf(uri);
    if (filePath === undefined) return {};
    const fact = await this.#context.files.read(filePath, maxLength);
    return fact.state === 'present' && fact.mode !== undefined ? { filePath, fileMode: fact.mode } : {};
  }
}

/** Keyfiles, and configurations with expansion directives, may not be open to others. */
function hasJudgedMode(model: FileDocument): boolean {
  if (model.kind === 'config') return model.configExpand !== undefined || expansionsOf(model).length > 0;
  return model.kind === 'keyfile';
}

/** What is known of a document inside a file; its findings, in places of its own text, are made when they are asked for. */
function partOf(entry: Embedded, whole: Omit<Analysis, 'model'>, rules: AnalysisContext['rules']): Analysis {
  const { document: host, settings, lookup, servers } = whole;
  const facts = factsOfReaders(entry.document, servers, factsFor(entry, whole.facts));
  let findings: readonly Finding[] | undefined;
  return {
    document: new EmbeddedDocument(host, entry.place),
    model: entry.document,
    facts,
    settings,
    lookup,
    servers,
    get findings() {
      return (findings ??= lint(entry.document, facts, { levels: settings.levels, servers }, rules));
    },
  };
}

/** The document of a file that a place lies in; undefined between those inside a file of another language. */
export function partAt({ document, model, parts }: FileAnalysis, position: Position): Analysis | undefined {
  if (model.kind !== 'host') return parts[0];
  const offset = document.offsetAt(position);
  const around = model.documents
    .map(({ span }, index) => ({ span, index }))
    .filter(({ span }) => span[0] <= offset && offset <= span[1])
    // a connection string in a command line is the inner one
    .sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]));
  return parts[around[0]?.index ?? -1];
}
