import { baseName } from '../text/words.ts';
import type { Encoding } from '../text/decode-text.ts';
import { parseHostFile } from '../embedded/find-documents.ts';
import { mayHoldDocuments } from '../embedded/trace.ts';
import {
  configNames,
  foreignNames,
  hostNames,
  keyFileNames,
  ownNames,
  pemNames,
  proseNames,
  sharedConfigNames,
  sharedNames,
  sourceNames,
} from './file-names.ts';
import type { FileDocument, FileKind } from '../embedded/host-file.ts';
import { isClient } from '../embedded/without-clients.ts';
import { clientFiles } from '../client-options/client-files.ts';
import { driverFiles } from '../client-options/driver-files.ts';
import { namedFiles, parseConfig } from '../config/config.ts';
import { parseKeyFile } from '../keyfile/key-file.ts';
import { parsePem } from '../pem/model/pem.ts';
import { isBareBase64 } from '../pem/armour/foreign-format.ts';
import { isConfiguration } from '../embedded/target.ts';
import type { Program } from '../server/server-kind.ts';
import type { DocumentKind, LintDocument } from '../embedded/lint-document.ts';

/** Reads a text as a document of a kind. Never throws: what is wrong with it is in the model. */
export function parseText(
  kind: FileKind | DocumentKind,
  text: string,
  from: { fileName?: string; program?: Program; encoding?: Encoding; partial?: boolean } = {},
): FileDocument {
  switch (kind) {
    case 'config':
      return parseConfig(text, from);
    case 'keyfile':
      return parseKeyFile(text, from.encoding);
    case 'pem':
      return parsePem(text);
    // the others never are files of their own
    case 'host':
    case 'commandline':
    case 'uri':
    case 'options':
      return parseHostFile(text, from.fileName);
  }
}

/** The paths a document names, as it writes them, without repeats. The host reads them before the rules run. */
export function pathsNamedBy(document: FileDocument): string[] {
  const named = judgedIn(document).flatMap((each) => pathsIn(each));
  return [...new Set(named)];
}

/** Those of {@link pathsNamedBy} that are named as keyfiles, which are small. */
export function keyFilesNamedBy(document: FileDocument): Set<string> {
  const named = judgedIn(document).flatMap((each) =>
    each.kind === 'config' ? (each.textOf('security.keyFile') ?? []) : [],
  );
  return new Set(named);
}

/** What the rules are run on in a file, command lines as the configurations that they are; manuals name no files of this machine. */
function judgedIn(file: FileDocument): readonly LintDocument[] {
  if (file.kind !== 'host') return [file];
  return file.documents.flatMap(({ document, judged, isExample }) =>
    isExample && document.kind === 'commandline' ? [] : judged,
  );
}

function pathsIn(document: LintDocument): string[] {
  if (document.kind === 'config') return namedFiles(document).map((setting) => setting.text ?? '');
  if (document.kind === 'options') return driverFiles(document).map(({ path }) => path);
  return document.kind === 'uri' ? clientFiles(document.options).map(({ path }) => path) : [];
}

/** The documents of a file: the file itself, or those inside it. */
export function documentsOf(file: FileDocument): readonly LintDocument[] {
  return file.kind === 'host' ? file.documents.map(({ document }) => document) : [file];
}

/** A script without an extension, as in /etc/init.d. */
const shebang = /^#!.*(?:sh|openrc-run)\b/;
const manifest = /^(?:(?:apiVersion|kind|services|openapi|swagger)\s*:|-\s+(?:name|hosts)\s*:)/m;
/** What supervisor, systemd and Upstart begin their files with. */
const service = /^\[(?:program:[^\]\n]*|supervisord|unit|service)\]|^(?:start|stop) on\s/im;
const serverKey =
  /^(?:\{\s*)?["']?(?:net|storage|systemLog|processManagement|security|replication|sharding|operationProfiling|setParameter|auditLog|cloud|snmp|__rest|__exec)["']?\s*[.:]/im;
/** Values for a playbook. */
const variables = /^mongo\w*[ \t]*:/im;
const anyKey = /^(?:-\s|["']?[A-Za-z_][\w.-]*["']?[ \t]*:(?:\s|$))/m;
const armour = /^-----BEGIN [A-Z0-9 ]+-----/m;
const sections =
  /^(net|storage|systemLog|processManagement|security|replication|sharding|operationProfiling|setParameter)(?:\.\w+)*\s*:/gm;
const iniNames =
  /^[ \t]*(dbpath|logpath|replSet|configdb|nohttpinterface|bind_ip|keyFile|logappend|pidfilepath|noauth|nojournal|shardsvr|configsvr|oplogSize|smallfiles|directoryperdb|clusterAuthMode|sslPEMKeyFile|sslClusterFile|sslMode|tlsCertificateKeyFile|tlsClusterFile|tlsMode)[ \t]*=/gm;

/**
 * Whether an open file of another language is worth a closer look: by its name, or because its text has to do with MongoDB. For
 * a file that has not, this one search is all.
 */
export function mayConcern(fileName: string, text: string): boolean {
  return (
    [configNames, keyFileNames, pemNames].some((pattern) => pattern.test(fileName)) ||
    mayHoldDocuments(text, fileName)
  );
}

/**
 * Tells by name and content what a file is, or undefined for a file that is none of ours. The content decides where a name
 * is shared with other programs: two top-level sections of mongod, two INI names that only it has, or a command line. One will do
 * where the name begins with mongo, as those of manifests, playbooks and programs that use MongoDB do too.
 */
export function detectKind(fileName: string, text: string): FileKind | undefined {
  const base = baseName(fileName);
  // a script or a manifest that brings a certificate along stays one
  const mayHold = hostNames.test(base) || proseNames.test(base) || shebang.test(text);
  if (!sharedNames.test(base) && !mayHold && armour.test(text)) return 'pem';
  if (configNames.test(base) && holdsSettings(base, text)) return 'config';
  // mongodb.key is as often a keyfile as a private key
  if (keyFileNames.test(base) || (/\.key$/i.test(base) && holdsKeys(text))) return 'keyfile';
  if (pemNames.test(base)) return 'pem';
  if (sharedNames.test(base) && !foreignNames.test(base) && hasSections(text)) return 'config';
  if (sourceNames.test(base)) return hasClients(text, base) ? 'host' : undefined;
  if (!mayHold) return undefined;
  return parseHostFile(text, base).documents.length > 0 || mountsConfiguration(text) ? 'host' : undefined;
}

/**
 * What a file is that the user names. Under a name that says nothing it is a configuration where its content says so, and else a file
 * of another language: one in which nothing was found is not judged.
 */
export function kindOfNamed(fileName: string, written: string): FileKind {
  const base = baseName(fileName);
  const text = withoutTraces(written);
  const known = detectKind(base, text);
  if (known) return known;
  const isForeign = foreignNames.test(base) || shebang.test(text) || manifest.test(text);
  if (isForeign) return 'host';
  return configNames.test(base) || serverKey.test(text) || count(text, iniNames) > 0 ? 'config' : 'host';
}

/** A text without the byte order mark before it and the NUL bytes that UTF-16 leaves between its characters. */
function withoutTraces(text: string): string {
  return text.replace(/^[\uFEFF\uFFFD]+/, '').replaceAll('\0', '');
}

/** Whether a manifest gives a container of a server a file that is called as its configuration. */
function mountsConfiguration(text: string): boolean {
  return serverImage.test(text) && mountedConfiguration.test(text);
}

const serverImage = /^[ \t-]*["']?image["']?[ \t]*:[ \t]*["']?[\w./:-]*\bmongo\b/m;
const mountedConfiguration = /[:\s"']\/[\w./-]{0,200}mongo[ds]?\.(?:conf|cfg|ya?ml)\b/;

function hasClients(text: string, fileName: string): boolean {
  return parseHostFile(text, fileName).documents.some(isClient);
}

function hasSections(text: string): boolean {
  if (manifest.test(text) && !isConfiguration(text)) return false;
  return count(text, sections) >= 2 || count(text, iniNames) >= 2;
}

/** Whether a file with the name of a configuration is one, and not that of a program that uses MongoDB. */
function holdsSettings(base: string, text: string): boolean {
  if (manifest.test(text) || isForeign(base, text)) return false;
  if (ownNames.test(base) || sharedConfigNames.test(base)) return true;
  return text.trim() === '' || serverKey.test(text) || count(text, iniNames) > 0;
}

/** Whether a file with a name such as mongodb-user.yaml is one of another program, by the keys or the section at its top. */
export function isForeign(fileName: string, text: string): boolean {
  const base = baseName(fileName);
  if (service.test(text)) return true;
  if (!sharedConfigNames.test(base)) return false;
  if (manifest.test(text)) return true;
  // in mongod.yaml a misspelt key is more likely than another program
  const other = /^mongo[ds]\.ya?ml$/i.test(base) ? variables : anyKey;
  return other.test(text) && !serverKey.test(text);
}

/** Whether a server of 4.2 or later takes all of a text for keys, and it is not a private key that lost its armour. */
function holdsKeys(text: string): boolean {
  if (isBareBase64(text)) return false;
  const { keys, obstacle, unread } = parseKeyFile(text).yaml;
  return keys.length > 0 && !obstacle && !unread && keys.every(({ badRuns }) => badRuns.length === 0);
}

function count(text: string, pattern: RegExp): number {
  return new Set([...text.matchAll(pattern)].map((match) => match[1])).size;
}
