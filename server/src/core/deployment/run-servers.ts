import { containerRuns, type ContainerRun } from '../command-lines/container-runs.ts';
import { shownTexts } from '../command-lines/here-text.ts';
import { makerOfImage, versionOfImage } from '../command-lines/image.ts';
import type { Embedded } from '../embedded/host-file.ts';
import { serverCommand, serverIn } from './container-start.ts';
import { boundMount, hiddenMount, type Mount } from './mounts.ts';
import type { ServerStart } from './server-start.ts';

/** The servers that commands such as `docker run` in a text start. `documents` are those of its file. */
export function runServers(text: string, documents: readonly Embedded[]): ServerStart[] {
  const runs = containerRuns(text);
  if (runs.length === 0) return [];
  const isShown = shownTexts(text);
  return runs.flatMap((run) => (isShown(run.span[0]) ? [] : (serverOf(run, documents) ?? [])));
}

function serverOf(run: ContainerRun, documents: readonly Embedded[]): ServerStart | undefined {
  const { span, image, name, hosts, entrypoint, args } = run;
  const found = documents
    .filter((entry) => entry.span[0] >= span[0] && entry.span[1] <= span[1])
    .flatMap((entry) => serverCommand(entry) ?? [])[0];
  const isScript = entrypoint === undefined || entrypoint.endsWith('docker-entrypoint.sh');
  const maker = isScript ? makerOfImage(image.text) : undefined;
  const isBare = args.every(({ text }) => /^(?:mongod|docker-entrypoint\.sh)$/.test(text));
  // what else an image runs is not known, and a shell is no server
  if (!found && (maker === undefined || !isBare)) return undefined;
  const program = found?.document.program ?? 'mongod';
  const start = serverIn({
    name: name ?? program,
    program,
    span: found?.document.span ?? image.span,
    version: found?.version ?? versionOfImage(image.text),
    maker,
    command: found,
    mounts: run.volumes.flatMap((volume) => mountOf(volume) ?? []),
    isWhole: run.isWhole,
  });
  return hosts.length > 0 ? { ...start, hosts } : start;
}

function mountOf({ source, target, span }: ContainerRun['volumes'][number]): Mount | undefined {
  if (target === undefined) return undefined;
  return source === undefined ? hiddenMount(target, span) : boundMount(target, source, span);
}
