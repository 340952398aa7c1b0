import { QuickInputButtons, window, type Disposable, type QuickInput, type QuickPickItem } from 'vscode';

/** The answer to a question: a value, one step back, or the end of the whole dialog. */
export type Answer<T> = { readonly value: T } | 'back' | 'cancelled';

/** What every question of a dialog shows. */
export interface Frame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** Shows an input until it is answered by `ready`, left by the back button, or closed. */
function ask<T>(
  input: QuickInput & { buttons: readonly unknown[] },
  listen: (answer: (value: T) => void, back: (button: unknown) => void) => Disposable[],
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    let answer: Answer<T> = 'cancelled';
    const end = (given: Answer<T>): void => {
      answer = given;
      input.hide();
    };
    const subscriptions = listen(
      (value) => {
        end({ value });
      },
      (button) => {
        if (button === QuickInputButtons.Back) end('back');
      },
    );
    input.onDidHide(() => {
      for (const subscription of subscriptions) subscription.dispose();
      input.dispose();
      resolve(answer);
    });
    input.show();
  });
}

interface PickOptions<T extends QuickPickItem> {
  readonly items: readonly T[];
  readonly placeholder: string;
  readonly active?: T | undefined;
  /** Makes an item of what was typed; undefined where it is no answer. */
  readonly fromText?: (text: string) => T | undefined;
  /** What to type instead of a text that is no answer, as a few words. */
  readonly hint?: string;
}

/** Asks for one of a list. */
export function pickOne<T extends QuickPickItem>(frame: Frame, options: PickOptions<T>): Promise<Answer<T>> {
  const { placeholder, fromText, hint } = options;
  const input = window.createQuickPick();
  Object.assign(input, frame, { placeholder, ignoreFocusOut: true, matchOnDescription: true });
  input.buttons = frame.step > 1 ? [QuickInputButtons.Back] : [];
  input.items = options.items;
  if (options.active) input.activeItems = [options.active];
  const typedItem = (text: string): T | undefined => (text === '' ? undefined : fromText?.(text));
  /** The label of the item made of a text, once the list has shown it. */
  let shown: string | undefined;
  return ask<T>(input, (answer, back) => [
    input.onDidTriggerButton(back),
    input.onDidChangeValue((value) => {
      const text = value.trim();
      const typed = typedItem(text);
      const known = options.items.filter((item) => item.label !== typed?.label);
      // an item that is no answer: an empty list would tell nobody why
      const isNoAnswer = !typed && text !== '' && !known.some((item) => isMatch(item, text));
      const info = isNoAnswer && hint !== undefined ? [{ label: `$(info) ${hint}`, alwaysShow: true }] : [];
      input.items = [...(typed ? [typed] : []), ...known, ...info];
    }),
    input.onDidChangeActive(([first]) => {
      if (first && first.label === typedItem(input.value.trim())?.label) shown = first.label;
    }),
    input.onDidAccept(() => {
      const text = input.value.trim();
      const typed = typedItem(text);
      const [active] = input.activeItems;
      const known = [...options.items, ...(typed ? [typed] : [])].find(
        ({ label }) => label === active?.label,
      );
      // a text that is pasted and entered at once comes before the list has its item: what is active then is not what was meant
      const isMeant = typed ? shown === typed.label : known && isMatch(known, text);
      const chosen = isMeant ? known : typed;
      if (chosen) answer(chosen);
    }),
  ]);
}

/** Whether the list shows an item beside a text. */
function isMatch({ label, description = '' }: QuickPickItem, text: string): boolean {
  return `${label}\n${description}`.toLowerCase().includes(text.toLowerCase());
}

interface TextOptions {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
}

/** Asks for a text. */
export function askText(frame: Frame, options: TextOptions): Promise<Answer<string>> {
  const { prompt, value = '', placeholder = '' } = options;
  const input = window.createInputBox();
  Object.assign(input, frame, { prompt, value, placeholder, ignoreFocusOut: true });
  input.buttons = frame.step > 1 ? [QuickInputButtons.Back] : [];
  return ask(input, (answer, back) => [
    input.onDidTriggerButton(back),
    input.onDidAccept(() => {
      answer(input.value);
    }),
  ]);
}

/** Asks for the passphrase of a private key on its own. Undefined where the user leaves. */
export async function askPassphrase(title: string, prompt: string): Promise<string | undefined> {
  return await window.showInputBox({ title, prompt, password: true, ignoreFocusOut: true });
}

/** A question of a dialog; it keeps its answer itself. */
export type Question = (frame: Frame) => Promise<Answer<unknown>>;

/**
 * Asks one question after the other, with a way back. Earlier answers may change which questions there are. False where the user
 * leaves.
 */
export async function askAll(title: string, questions: () => readonly Question[]): Promise<boolean> {
  let step = 0;
  for (;;) {
    const all = questions();
    const question = all[step];
    if (!question) return true;
    const answer = await question({ title, step: step + 1, totalSteps: all.length });
    if (answer === 'cancelled') return false;
    step = answer === 'back' ? Math.max(0, step - 1) : step + 1;
  }
}
