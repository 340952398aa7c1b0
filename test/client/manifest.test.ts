import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import manifest from '../../package.json';
import { series } from '../../server/src/core/linting/releases.ts';
import { formatVersion, newestRead, newestVersion } from '../../server/src/core/server/server-version.ts';
import { formerRules } from '../../server/src/core/findings/former-rules.ts';
import { allRules, rulePageUrl } from '../../server/src/rules/all-rules.ts';

// the commands are looked at, not run: nothing of VS Code is called
vi.mock('vscode', () => ({}));
vi.mock('vscode-languageclient/node', () => ({}));

const root = path.join(import.meta.dirname, '../..');
const { contributes } = manifest;
const commandIds = contributes.commands.map(({ command }) => command);

/** The settings and their defaults that users' files rely on. */
const settings = {
  'mongodbTls.mongodbVersion': '',
  'mongodbTls.rules': {},
  'mongodbTls.pathMap': {},
  'mongodbTls.expiryWarningDays': 30,
  'mongodbTls.memberHosts': [],
  'mongodbTls.platform': 'linux',
  'mongodbTls.diagnosticsScope': 'openFiles',
  'mongodbTls.connectionStrings': 'on',
  'mongodbTls.edition': 'any',
  'mongodbTls.exclude': [],
  'mongodbTls.sendCommands': false,
  'mongodbTls.trace.server': 'off',
};

describe('package.json', () => {
  it('contributes the commands that exist', async () => {
    const { allCommands } = await import('../../client/src/commands/index.ts');
    expect(commandIds).toEqual(allCommands.map(({ id }) => id));
  });

  it('disables no command: one that needs trust says so, and leads to it', () => {
    expect(contributes.commands.filter((command) => 'enablement' in command)).toEqual([]);
  });

  it('gives every command the same category and a place only in menus that are its own', () => {
    expect(contributes.commands.filter(({ category }) => category !== 'MongoDB TLS')).toEqual([]);
    const inMenus = Object.values(contributes.menus).flat();
    expect(inMenus.filter(({ command }) => !commandIds.includes(command))).toEqual([]);
    expect(inMenus.filter(({ when }) => when === '')).toEqual([]);
  });

  it('knows every rule by its id in mongodbTls.rules, and no other', () => {
    const setting = contributes.configuration.properties['mongodbTls.rules'];
    expect(Object.keys(setting.properties)).toEqual([...allRules.keys(), ...Object.keys(formerRules)]);
    expect(setting.additionalProperties).toBe(false);
    const levels = ['off', 'info', 'warning', 'error'];
    for (const [id, { enum: values, markdownDescription }] of Object.entries(setting.properties)) {
      expect(values, id).toEqual(levels);
      expect(markdownDescription, id).toContain(allRules.get(id)?.summary ?? formerRules[id]);
    }
    const [, example = ''] = /Example: `\{ "([^"]+)"/.exec(setting.markdownDescription) ?? [];
    expect(allRules.has(example)).toBe(true);
  });

  it('has the settings of the contract with their defaults, each described', () => {
    const { properties } = contributes.configuration;
    const defaults = Object.entries(properties).map(([name, { default: value }]) => [name, value]);
    expect(Object.fromEntries(defaults)).toEqual(settings);
    expect(
      Object.values(properties).filter(({ markdownDescription }) => markdownDescription.length < 30),
    ).toEqual([]);
  });

  it('offers the versions that are known, and names the newest', () => {
    const { examples, markdownDescription } =
      contributes.configuration.properties['mongodbTls.mongodbVersion'];
    expect(examples).toEqual(series.toReversed());
    expect(markdownDescription).toContain(`${formatVersion(newestVersion)}. A comment`);
    expect(markdownDescription).toContain(`up to ${formatVersion(newestRead)};`);
  });

  it('restricts in an untrusted workspace only settings that exist', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations.filter((name) => !(name in settings))).toEqual([]);
  });

  it('names the repository, and nothing else does but by that', () => {
    const { repository, homepage, bugs, qna } = manifest;
    expect(rulePageUrl('unknown-setting')).toBe(
      `${repository.url}/blob/main/server/src/rules/names/unknown-setting.md`,
    );
    expect([homepage, bugs.url, qna].filter((address) => !address.startsWith(repository.url))).toEqual([]);
    const sources = ['server/src', 'server/tools', 'client/src'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.m?[jt]s$/.test(name))
        .map((name) => path.join(folder, name)),
    );
    expect(
      sources.filter((file) => readFileSync(path.join(root, file), 'utf8').includes(repository.url)),
    ).toEqual([]);
  });

  it('leads a newcomer from step to step with commands that exist', () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    expect(steps.length).toBe(5);
    for (const { description, completionEvents } of steps) {
      const [, command = ''] = /\(command:([\w.]+)\)$/.exec(description) ?? [];
      expect(commandIds).toContain(command);
      expect(completionEvents).toEqual([`onCommand:${command}`]);
    }
  });

  it('names files that are there', () => {
    const files = [
      manifest.icon,
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
      ...contributes.grammars.map((grammar) => grammar.path),
      ...contributes.languages.flatMap(({ configuration }) => configuration ?? []),
    ];
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('never takes over an editor, a debugger or an authentication: it only adds to what is there', () => {
    const colours = ['grammars', 'semanticTokenTypes', 'semanticTokenScopes'];
    const kinds = [
      'languages',
      ...colours,
      'commands',
      'menus',
      'configuration',
      'configurationDefaults',
      'walkthroughs',
    ];
    expect(Object.keys(contributes).sort()).toEqual(kinds.sort());
  });

  it('is activated once the window is there, for its own languages, commands and pages, and for no language of others', () => {
    expect(manifest.activationEvents).toEqual(['onStartupFinished', 'onWebviewPanel:mongodbTls.inspect']);
    // a language with a configuration wakes the extension: those of others must have none
    const waking = contributes.languages.filter(({ configuration }) => configuration).map(({ id }) => id);
    expect(waking).toEqual(['mongod-conf', 'mongodb-keyfile', 'pem']);
  });

  it.each(contributes.languages.flatMap(({ configuration }) => configuration ?? []))(
    '%s is sound',
    (file) => {
      const configuration = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as {
        wordPattern: string;
        folding?: { markers?: { start: string; end: string } };
        indentationRules?: Record<string, string>;
      };
      const { markers } = configuration.folding ?? {};
      const patterns = [
        configuration.wordPattern,
        ...(markers ? [markers.start, markers.end] : []),
        ...Object.values(configuration.indentationRules ?? {}),
      ];
      for (const pattern of patterns) expect(() => new RegExp(pattern)).not.toThrow();
    },
  );
});
