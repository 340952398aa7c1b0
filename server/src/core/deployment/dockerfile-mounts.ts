import { makerOfImage } from '../command-lines/image.ts';
import type { ImageMaker } from '../server/server-kind.ts';
import type { Embedded } from '../embedded/host-file.ts';
import { boundMount, hiddenMount, textMount, type Mount, type Mounts } from './mounts.ts';

const instruction = /^[ \t]*(FROM|COPY|ADD)[ \t]+([^\n]*)/gim;

/** The maker of the image that a stage of a Dockerfile builds on, where it keeps the entrypoint of that. */
export function makerAround(text: string, offset: number): ImageMaker | undefined {
  const before = text.slice(0, offset);
  const from = [...before.matchAll(/^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)/gim)].at(-1);
  if (!from || /^[ \t]*ENTRYPOINT\b/im.test(text.slice(from.index))) return undefined;
  return makerOfImage(from[1] ?? '');
}

/** What the COPY and ADD before an offset put into the stage of a Dockerfile; RUN may put more into it. */
export function dockerfileMounts(text: string, offset: number, documents: readonly Embedded[]): Mounts {
  let list: Mount[] = [];
  for (const { 0: line, 1: name = '', 2: rest = '', index } of text.matchAll(instruction)) {
    if (index >= offset) break;
    if (name.toUpperCase() === 'FROM') list = [];
    else list.unshift(...copied(rest.trim(), index + line.length, documents));
  }
  return { list, isComplete: false, ofImage: true };
}

function copied(rest: string, end: number, documents: readonly Embedded[]): Mount[] {
  const words = wordsOf(rest);
  const target = words?.at(-1);
  if (!words || target?.startsWith('/') !== true || rest.includes('$')) return [];
  const span = [end - rest.length, end] as const;
  const sources = words.slice(0, -1).filter((word) => !word.startsWith('--'));
  const [source] = sources;
  if (source?.startsWith('<<') === true) {
    const document = documents.find((each) => each.span[0] === end + 1);
    return document ? [textMount(target, document.span, span)] : [hiddenMount(target, span)];
  }
  if (rest.includes('--from=') || sources.some((each) => /[*?]|:\/\//.test(each)))
    return [hiddenMount(target, span)];
  // a target that ends with a slash is a folder, into which files go under their own names
  const isFolder = target.endsWith('/') || sources.length > 1;
  return sources.map((each) =>
    boundMount(
      isFolder && /\.\w+$/.test(each) ? `${target}/${each.replace(/^.*\//, '')}` : target,
      each,
      span,
    ),
  );
}

/** The words of an instruction, in the form of the shell or as a JSON list. */
function wordsOf(rest: string): readonly string[] | undefined {
  if (!rest.startsWith('[')) return rest.split(/\s+/);
  return [...rest.matchAll(/"([^"\\]*)"/g)].map(([, word = '']) => word);
}
