import { beforeEach, describe, expect, it, vi } from 'vitest';

interface Item {
  readonly label: string;
  readonly description?: string;
}

/** A list as VS Code has it: what is active changes only when the window says so. */
class FakePick {
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  value = '';
  buttons: readonly unknown[] = [];
  readonly #listeners = new Map<string, ((value: never) => void)[]>();
  readonly onDidTriggerButton = this.#event('button');
  readonly onDidChangeValue = this.#event('value');
  readonly onDidChangeActive = this.#event('active');
  readonly onDidAccept = this.#event('accept');
  readonly onDidHide = this.#event('hide');

  type(text: string): void {
    this.value = text;
    this.fire('value', text);
  }

  /** The window shows the list and tells which item is active. */
  show(): void {
    this.activate(this.items[0]);
  }

  activate(item: Item | undefined): void {
    this.activeItems = item ? [item] : [];
    this.fire('active', this.activeItems);
  }

  fire(name: string, value?: unknown): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(value as never);
  }

  hide(): void {
    this.fire('hide');
  }

  dispose(): void {
    this.#listeners.clear();
  }

  #event(name: string) {
    return (listener: (value: never) => void) => {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
      return { dispose: () => undefined };
    };
  }
}

const code = vi.hoisted(() => ({ pick: undefined as FakePick | undefined }));
vi.mock('vscode', () => ({
  QuickInputButtons: { Back: {} },
  window: { createQuickPick: () => (code.pick = new FakePick()) },
}));
const { pickOne } = await import('../../client/src/quick-input.ts');

const frame = { title: 'Test Connection', step: 1, totalSteps: 4 };
const past: Item[] = [{ label: 'mongodb://old.example.net/' }, { label: 'mongodb://other.example.net/' }];
const fromText = (text: string): Item | undefined =>
  text.startsWith('mongodb://') && text.length > 10 ? { label: text } : undefined;

let pick: FakePick;
let answer: Promise<unknown>;
beforeEach(() => {
  answer = pickOne(frame, { items: past, placeholder: '', fromText, hint: 'Write mongodb://HOST/' });
  pick = code.pick ?? new FakePick();
  pick.show();
});

describe('a list with a text to type', () => {
  it('answers what was typed where Enter comes before the list has it', async () => {
    pick.type('mongodb://new.example.net/');
    pick.fire('accept');
    expect(await answer).toEqual({ value: { label: 'mongodb://new.example.net/' } });
  });

  it('answers what was typed where the list changed but still tells the old item', async () => {
    pick.type('mongodb://new.example.net');
    pick.show();
    pick.type('mongodb://new.example.net/');
    pick.activate(past[0]);
    pick.fire('accept');
    expect(await answer).toEqual({ value: { label: 'mongodb://new.example.net/' } });
  });

  it('answers an item that the user went to from what was typed', async () => {
    pick.type('mongodb://o');
    pick.show();
    pick.activate(past[1]);
    pick.fire('accept');
    expect(await answer).toEqual({ value: past[1] });
  });

  it('answers the first item where nothing was typed, and the one that a text finds', async () => {
    pick.fire('accept');
    expect(await answer).toEqual({ value: past[0] });
  });

  it('answers the item that a part of it finds', async () => {
    pick.type('other');
    pick.activate(past[1]);
    pick.fire('accept');
    expect(await answer).toEqual({ value: past[1] });
  });

  it('says what to type where a text is no answer, and takes none then', async () => {
    pick.type('nonsense');
    expect(pick.items.at(-1)?.label).toBe('$(info) Write mongodb://HOST/');
    pick.fire('accept');
    pick.activate(pick.items.at(-1));
    pick.fire('accept');
    pick.hide();
    expect(await answer).toBe('cancelled');
  });
});
