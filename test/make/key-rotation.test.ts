import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseKeyFile } from '../../server/src/core/keyfile/key-file.ts';
import {
  possibleSteps,
  rotate,
  rotationSteps,
  type RotationStep,
} from '../../server/src/make/key-rotation.ts';

const fresh = 'brandnewkey';
const [old, next] = ['oldoldold', 'newnewnew'];
const noteOne = '# Key rotation, step 1 of 3: members accept the second key, the new one.\n';
const noteTwo = '# Key rotation, step 2 of 3: members send the first key, the new one.\n';

const files = (texts: readonly string[]) =>
  texts.map((text, at) => ({ name: `m${String(at + 1)}`, keyFile: parseKeyFile(text) }));

/** What each file becomes; undefined for one that stays. Throws with the reason where the step cannot be taken. */
function take(step: RotationStep, ...texts: string[]): (string | undefined)[] {
  const rotation = rotate(files(texts), step, fresh);
  if (!rotation.done) throw new Error(rotation.reason);
  return rotation.files.map(({ text }) => text);
}

describe('what a step makes of a keyfile', () => {
  it.each([
    ['a key alone', 'add', 'old old\nold\n', `${noteOne}- "${old}"\n- "${fresh}"\n`],
    [
      'a key and comments',
      'add',
      `# rs0\n\n${old}\n# end\n`,
      `${noteOne}# rs0\n\n- "${old}"\n- "${fresh}"\n# end\n`,
    ],
    [
      'a list',
      'add',
      `# rs0\n- 'old old old' # 2024\n`,
      `${noteOne}# rs0\n- 'old old old' # 2024\n- "${fresh}"\n`,
    ],
    ['a list without line break', 'add', `- ${old}`, `${noteOne}- ${old}\n- "${fresh}"\n`],
    [
      'a block',
      'add',
      `- |\n  old old\n  old\n# end\n`,
      `${noteOne}- |\n  old old\n  old\n- "${fresh}"\n# end\n`,
    ],
    ['a flow list', 'add', `# rs0\n[${old}]\n`, `${noteOne}# rs0\n- "${old}"\n- "${fresh}"\n`],
    [
      'Windows line breaks',
      'add',
      `- ${old}\r\n`,
      `${noteOne}- ${old}\n- "${fresh}"\n`.replaceAll('\n', '\r\n'),
    ],
    ['a byte order mark', 'add', `\uFEFF${old}\n`, `${noteOne}- "${old}"\n- "${fresh}"\n`],
    [
      'a comment of the file',
      'switch',
      `# rs0\n- ${old}\n- ${next}\n`,
      `${noteTwo}# rs0\n- ${next}\n- ${old}\n`,
    ],
    [
      'a comment on each key',
      'switch',
      `# rs0\n\n# of 2024\n- ${old}\n# of 2026\n- ${next}\n`,
      `${noteTwo}# rs0\n\n# of 2026\n- ${next}\n# of 2024\n- ${old}\n`,
    ],
    [
      'the note of the step before',
      'switch',
      `${noteOne}- ${old}\n- ${next}\n`,
      `${noteTwo}- ${next}\n- ${old}\n`,
    ],
    ['a nested list', 'switch', `- [${old}]\n- ${next}\n`, `${noteTwo}- "${next}"\n- "${old}"\n`],
    [
      'the old key and its comment',
      'drop',
      `# new\n- ${next}\n# old\n- ${old}\n# end\n`,
      `# new\n- ${next}\n# end\n`,
    ],
    ['the last note', 'drop', `${noteTwo}- ${next}\n- ${old}\n`, `- ${next}\n`],
  ] as const)('%s: %s', (_, step, before, after) => {
    expect(take(step, before)).toEqual([after]);
  });

  it('is read by a server as what was meant, whatever the file looks like', () => {
    const key = fc.stringMatching(/^[A-Za-z0-9+/=]{6,20}$/);
    const piece = fc.constantFrom(
      '- ',
      '-  ',
      '"',
      "'",
      '\n',
      '\r\n',
      '# c\n',
      ' # c\n',
      '  ',
      '[',
      ']',
      ', ',
      '|\n  ',
      '---\n',
    );
    const text = fc.array(fc.oneof(piece, key), { maxLength: 12 }).map((parts) => parts.join(''));
    const wanted = {
      add: ([one]: string[]) => [one, fresh],
      switch: ([one, two]: string[]) => [two, one],
      drop: ([one]: string[]) => [one],
    };
    const keysOf = (source: string) => parseKeyFile(source).yaml.keys.map((found) => found.reveal());
    fc.assert(
      fc.property(text, fc.constantFrom(...rotationSteps), (source, step) => {
        const rotation = rotate(files([source]), step, fresh);
        if (!rotation.done) return;
        const after = rotation.files[0]?.text ?? '';
        expect(keysOf(after)).toEqual(wanted[step](keysOf(source)));
        expect(parseKeyFile(after).yaml).not.toHaveProperty('unread');
      }),
    );
  });
});

describe('a step that was not taken on all members', () => {
  it.each([
    [
      'add',
      [`${noteOne}- ${old}\n- ${next}\n`, `${old}\n`],
      [undefined, `${noteOne}- "${old}"\n- "${next}"\n`],
    ],
    [
      'switch',
      [`${noteOne}- ${old}\n- ${next}\n`, `${noteTwo}- ${next}\n- ${old}\n`],
      [`${noteTwo}- ${next}\n- ${old}\n`, undefined],
    ],
    ['drop', [`- ${next}\n`, `${noteTwo}- ${next}\n- ${old}\n`], [undefined, `- ${next}\n`]],
  ] as const)('%s is completed with the keys that are there', (step, before, after) => {
    expect(possibleSteps(files(before))).toEqual([step]);
    expect(take(step, ...before)).toEqual(after);
  });

  it.each([
    ['add', [`- ${old}\n- ${next}\n`, `- ${old}\n- another1\n`, old]],
    ['switch', [`- ${old}\n- ${next}\n`, `- ${next}\n- ${old}\n`]],
    ['drop', [`- ${next}\n- ${old}\n`, old]],
  ] as const)('%s is not guessed where the keys do not tell', (step, before) => {
    expect(() => take(step, ...before)).toThrow(/^The files do not hold the same keys in the same order/);
  });

  it('is not hindered by a note that was left behind by hand', () => {
    expect(possibleSteps(files([`${noteTwo}- ${next}\n`]))).toEqual(['add']);
  });
});
