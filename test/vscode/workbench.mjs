/* global document, NodeFilter */
import { readFileSync } from 'node:fs';
import { succeeds, until } from './patience.mjs';

/** How long an element may take before what makes it appear is done again. */
const retryMs = 5000;

/** VS Code's window, in the words of a user. */
export class Workbench {
  constructor(page) {
    this.page = page;
  }

  /** The input of the palette and of questions. */
  get quickInput() {
    return this.page.locator('.quick-input-widget .quick-input-filter input').first();
  }

  /** Opens a file from the explorer, by its path in the workspace, and waits for its text. */
  async open(file) {
    const row = await this.#entry(file);
    const tab = this.page.locator('.tab.active', { hasText: file.replace(/^.*\//, '') });
    await until(`${file} is open`, async () => {
      // where the explorer is still being filled, another row may have come under the mouse
      return (await succeeds(row.dblclick({ timeout: retryMs }))) && (await isThere(tab));
    });
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** Chooses from the menu of a file in the explorer. */
  async chooseFor(file, title) {
    const row = await this.#entry(file);
    const entry = this.page.locator('.monaco-menu .action-item', { hasText: title }).first();
    await until(`the menu of ${file} has ${title}`, async () => {
      await row.click({ button: 'right' });
      // a menu that has just opened may take no click, and then it stays
      const isChosen =
        (await succeeds(entry.click({ timeout: retryMs }))) &&
        (await succeeds(entry.waitFor({ state: 'hidden', timeout: retryMs })));
      if (!isChosen) await this.page.keyboard.press('Escape');
      return isChosen;
    });
  }

  tab(name) {
    return this.page.locator('.tab').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async #entry(file) {
    const folders = file.split('/');
    const name = folders.pop();
    for (const folder of folders) await this.#expand(folder);
    return this.#row(name);
  }

  async #expand(name) {
    const row = this.#row(name);
    await until(`${name} is open in the explorer`, async () => {
      if ((await row.getAttribute('aria-expanded')) === 'true') return true;
      await row.click();
      return false;
    });
  }

  /** The last one: a file stands below the folders before it that were opened on the way to it. */
  #row(name) {
    const text = new RegExp(`^${name.replaceAll('.', '\\.')}$`);
    return this.page.locator('.explorer-viewlet .monaco-list-row', { hasText: text }).last();
  }

  /** A visible line of the editor that holds a text. */
  line(text) {
    return this.page.locator('.monaco-editor .view-line', { hasText: text }).first();
  }

  /** Clicks on a word of the editor; `text` is one token of its colouring. */
  async putCursorOn(text) {
    await this.word(text).click();
  }

  word(text) {
    const exactly = new RegExp(`^${text.replaceAll('.', '\\.')}$`);
    return this.page.locator('.monaco-editor .view-line span > span', { hasText: exactly }).first();
  }

  /** Where a text of the editor stands on the screen: the middle of it. */
  async pointOf(text) {
    const line = this.line(text);
    await line.waitFor();
    return await line.evaluate((element, wanted) => {
      // an editor shows spaces as such that do not break
      const textOf = (node) => node.data.replaceAll('\u00a0', ' ');
      const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (nodes.nextNode()) {
        const start = textOf(nodes.currentNode).indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(nodes.currentNode, start);
        range.setEnd(nodes.currentNode, start + wanted.length);
        const { left, top, width, height } = range.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      }
      throw new Error(`${wanted} is coloured in several parts`);
    }, text);
  }

  /** Opens the menu of quick fixes at the cursor; gives an entry. VS Code closes the menu when problems come in meanwhile. */
  async quickFix(title) {
    const entry = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await until(`there is a quick fix ${title}`, async () => {
      await this.page.keyboard.press('Control+.');
      if (await isThere(entry)) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
    return entry;
  }

  /** Asks for suggestions at the cursor; gives one. VS Code closes the list when the text is still being read. */
  async suggestion(label) {
    const entry = this.page.locator('.suggest-widget .monaco-list-row', { hasText: label }).first();
    await until(`${label} is suggested`, async () => {
      await this.page.keyboard.press('Control+Space');
      if (await isThere(entry)) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
    return entry;
  }

  /** Rests the mouse on a text of the editor until a hover shows what is wanted, which takes a language server that has read the file. */
  async hover(text, wanted) {
    const hover = this.page.locator('.monaco-hover:visible', { has: this.page.locator(wanted) });
    await until(`the hover on ${text} shows ${wanted}`, async () => {
      const { x, y } = await this.pointOf(text);
      await this.page.mouse.move(5, 5);
      await this.page.mouse.move(x, y);
      return await isThere(hover);
    });
  }

  /** What the status bar counts in Problems, such as "Errors: 1, Warnings: 2". */
  async problemCounts() {
    return (await this.page.locator('[id="status.problems"] a').getAttribute('aria-label')) ?? '';
  }

  problem(text) {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
  }

  /** Runs a command from the palette, which a window has only some time after it opened, and those of extensions later still. */
  async run(title) {
    await until(`the palette has ${title}`, async () => {
      await this.page.keyboard.press('F1');
      // a window that is still settling may close the palette again
      const isRun =
        (await succeeds(this.quickInput.fill(`>${title}`, { timeout: retryMs }))) &&
        (await succeeds(this.#offered(title).click({ timeout: retryMs })));
      if (!isRun) await this.page.keyboard.press('Escape');
      return isRun;
    });
  }

  /** The entry of a list of questions or commands that has exactly this label. */
  #offered(label) {
    const exactly = this.page.getByText(label, { exact: true });
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ has: exactly }).first();
  }

  /** Reloads the window. Only this command has VS Code write down at once what is open. */
  async reload() {
    const loaded = this.page.waitForEvent('load');
    await this.run('Developer: Reload Window');
    await loaded;
  }

  /** The theme of all that is open, as a user picks it; `type` is the class by which VS Code marks its kind. */
  async pickTheme(name, type) {
    await this.run('Preferences: Color Theme');
    await this.page.locator('.quick-input-widget input[placeholder*="Select Color Theme"]').waitFor();
    await this.quickInput.fill(name);
    await this.#offered(name).click();
    await this.quickInput.waitFor({ state: 'hidden' });
    await this.page.locator(`.monaco-workbench.${type}`).waitFor();
  }

  /**
   * Ticks changes of the review of a refactoring, in the files of that name, and applies them. `look` is called when all are ticked;
   * VS Code applies nothing that the user has not ticked.
   */
  async applyReviewed(name, count, look) {
    const files = this.page.locator('.bulk-edit-panel .monaco-list-row', { hasText: name });
    await files.first().waitFor();
    for (let index = 0; index < count; index++)
      await files.nth(index).locator('.edit-checkbox').first().click();
    await look();
    await this.page.getByRole('button', { name: 'Apply' }).first().click();
    await this.page.locator('.bulk-edit-panel').waitFor({ state: 'hidden' });
  }

  /** Gives the editors the whole height. */
  async hidePanel() {
    const panel = this.page.locator('.part.panel');
    if (await panel.isVisible()) await this.run('View: Toggle Panel Visibility');
    await panel.waitFor({ state: 'hidden' });
  }

  /** Answers a question of an input box: with a text, or with what is offered first. */
  async answer(question, text = '') {
    await this.page.locator(`.quick-input-widget input[placeholder*="${question}"]`).waitFor();
    await this.quickInput.fill(text);
    await this.quickInput.press('Enter');
  }

  /** Takes what a question of an input box offers. */
  async accept(question) {
    await this.page.locator(`.quick-input-widget input[placeholder*="${question}"]`).waitFor();
    await this.quickInput.press('Enter');
  }

  /** Closes what an earlier step may have left open: questions, notifications, editors and the panel. */
  async clear() {
    await this.page.keyboard.press('Escape');
    await this.closeAll();
    if (await this.page.locator('.notification-toast').first().isVisible())
      await this.run('Notifications: Clear All Notifications');
    await this.hidePanel();
  }

  async closeAll() {
    await this.run('View: Close All Editors');
    const unsaved = this.page.getByRole('button', { name: "Don't Save" });
    await until('all editors are closed', async () => {
      if (await unsaved.isVisible()) await unsaved.click();
      return await this.page.locator('.editor-group-container.empty').first().isVisible();
    });
  }

  /** How many columns of editors there are. */
  async columns() {
    return await this.page.locator('.editor-group-container').count();
  }

  /**
   * Looks at the page of a webview that shows a text. Webviews are frames within frames, and VS Code replaces them when it draws the
   * page again: then the whole of `look` is done again on the new frame. Gives what `look` gives.
   */
  async inPage(text, look = () => undefined) {
    let last;
    for (let attempt = 1; attempt <= 5; attempt++) {
      const frame = await this.#frameThatShows(text);
      try {
        return await look(frame);
      } catch (error) {
        if (!isOfReplacedFrame(error)) throw error;
        last = error;
      }
    }
    throw new Error(`The page that shows ${text} does not come to rest: ${last.message}`, { cause: last });
  }

  async #frameThatShows(text) {
    return await until(`a webview shows ${text}`, async () => {
      for (const frame of this.page.frames()) {
        if (frame === this.page.mainFrame()) continue;
        const found = frame.getByText(text).first();
        if (await found.isVisible().catch(() => false)) return frame;
      }
      return undefined;
    });
  }

  /** Saves all files until one on disk is as wanted: what is to be saved may still be on its way into the editor. */
  async saveAll(file, wanted) {
    await until(`${file} is saved as wanted`, async () => {
      if (wanted.test(readFileSync(file, 'utf8'))) return true;
      await this.run('File: Save All Files');
      return await succeeds(this.saved(file, wanted, retryMs));
    });
  }

  /** Waits until a file on disk is as wanted. */
  async saved(file, wanted, patience) {
    await until(`${file} is saved as wanted`, () => wanted.test(readFileSync(file, 'utf8')), patience);
  }
}

/** Whether an error says that the frame was replaced while something was done in it. */
function isOfReplacedFrame({ message }) {
  return /Frame was detached|frame got detached|Execution context was destroyed|Cannot find context/i.test(
    message,
  );
}

/** Whether an element shows up soon. */
function isThere(element) {
  return succeeds(element.waitFor({ timeout: retryMs }));
}
