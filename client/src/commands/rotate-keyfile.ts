import { Uri, window, type QuickPickItem } from 'vscode';
import { requests, type KeyFileGroup, type KeyRotationChoice } from '../../../server/src/protocol.ts';
import { filesReport, rotationReview } from '../make-reports.ts';
import type { Command } from './command.ts';

const title = 'Rotate Keyfile';

/**
 * Takes the next step of a rotation: shows what every member's keyfile becomes, by the fingerprints of its keys, has the server
 * write them all once the user agrees, and tells in which order to restart.
 */
export const rotateKeyfile: Command = {
  id: 'mongodbTls.rotateKeyfile',
  execute: async ({ server, reports }, argument) => {
    const uri = uriToBeginWith(argument);
    const { groups } = await server.request(requests.planKeyRotation, uri === undefined ? {} : { uri });
    const group = await chooseGroup(groups, uri);
    if (!group) return;
    if (group.problem !== undefined) throw new Error(describeProblem(group, group.problem));
    const choice = await chooseStep(group);
    if (!choice || !(await isAgreed(group, choice))) return;
    const uris = group.files.map((file) => file.uri);
    const { done, message } = await server.request(requests.rotateKeyfile, { uris, step: choice.step });
    if (!done) throw new Error(message);
    const names = group.files.map(({ name }) => name);
    await reports.show(title, filesReport(choice.title, message, names));
  },
};

function uriToBeginWith(argument: unknown): string | undefined {
  // a code lens of the server hands the URI over as text
  if (typeof argument === 'string') return argument;
  if (argument instanceof Uri) return argument.toString();
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'mongodb-keyfile' ? document.uri.toString() : undefined;
}

interface GroupItem extends QuickPickItem {
  readonly group: KeyFileGroup;
}

/** The group that the file to begin with is in, else the one that the user picks. */
async function chooseGroup(
  groups: readonly KeyFileGroup[],
  uri: string | undefined,
): Promise<KeyFileGroup | undefined> {
  const [first] = groups;
  if (!first) {
    void window.showInformationMessage(
      'No keyfile was found: neither one with the name of a keyfile nor one that a configuration of this workspace names.',
    );
    return undefined;
  }
  if (groups.length === 1 || first.files.some((file) => file.uri === uri)) return first;
  const items = groups.map((group): GroupItem => ({
    label: group.files.map(({ name }) => name).join(', '),
    description: group.files[0]?.fingerprints.join(', ') ?? '',
    detail: group.problem ?? group.steps[0]?.title ?? '',
    group,
  }));
  const placeHolder = 'Keyfiles that have a key in common';
  return (await window.showQuickPick(items, { title, placeHolder }))?.group;
}

function describeProblem({ files }: KeyFileGroup, problem: string): string {
  const lines = files.map(({ name, fingerprints }) => `${name}: ${fingerprints.join(', ')}`);
  return `${problem} (${lines.join('; ')})`;
}

interface StepItem extends QuickPickItem {
  readonly choice: KeyRotationChoice;
}

async function chooseStep({ files, steps }: KeyFileGroup): Promise<KeyRotationChoice | undefined> {
  const items = steps.map((choice): StepItem => ({ label: choice.title, detail: choice.detail, choice }));
  const count = files.length === 1 ? '1 keyfile' : `${String(files.length)} keyfiles`;
  const placeHolder = `The next step for ${count}; nothing is changed yet`;
  return (await window.showQuickPick(items, { title, placeHolder }))?.choice;
}

async function isAgreed(group: KeyFileGroup, choice: KeyRotationChoice): Promise<boolean> {
  const change = 'Change Keyfiles';
  const detail = rotationReview(group, choice);
  return (await window.showWarningMessage(choice.title, { modal: true, detail }, change)) === change;
}
