import { Uri, window, type QuickPickItem } from 'vscode';
import { requests, type KeyFileGroup, type KeyRotationChoice } from '../../../server/src/protocol.ts';
import { filesReport } from '../make-reports.ts';
import type { Command } from './command.ts';

const title = 'Rotate Keyfile';

/**
 * Takes the next step of a rotation: shows what every member's keyfile becomes, by the fingerprints of its keys, has the server
 * write them all once the user agrees, and tells in which order to restart.
 */
export const rotateKeyfile: Command = {
  id: 'mongodbTls.rotateKeyfile',
  needsTrust: true,
  execute: async ({ server, reports, reviews }, argument) => {
    const uri = uriToBeginWith(argument);
    const { groups } = await server.request(requests.planKeyRotation, uri === undefined ? {} : { uri });
    const group = await chooseGroup(groups, uri);
    if (!group) return;
    if (group.problem !== undefined) throw new Error(describeProblem(group, group.problem));
    const choice = await chooseStep(group);
    if (!choice) return;
    const uris = group.files.map((file) => file.uri);
    const review = await server.request(requests.reviewKeyRotation, { uris, step: choice.step });
    if ('problem' in review) throw new Error(review.problem);
    const names = review.files.filter((file) => file.before !== file.after).map(({ name }) => name);
    const count = countOf(names.length);
    const isAgreed = await reviews.ask({
      title: review.title,
      overview: review.overview,
      files: review.files,
      language: 'mongodb-keyfile',
      question: `Nothing is written yet. Read what becomes of ${count}, then agree here or with the ✓ above the review.`,
      agree: `Write ${count}`,
    });
    if (!isAgreed) return;
    const { done, message, then } = await server.request(requests.rotateKeyfile, { review: review.id });
    if (!done) throw new Error(message);
    await reports.show(title, filesReport(review.title, message, names, then));
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
  const placeHolder = `The next step for ${countOf(files.length)}; nothing is changed yet`;
  return (await window.showQuickPick(items, { title, placeHolder }))?.choice;
}

function countOf(files: number): string {
  return files === 1 ? '1 keyfile' : `${String(files)} keyfiles`;
}
