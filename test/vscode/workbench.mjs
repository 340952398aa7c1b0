import { readFileSync } from 'node:fs';
import { pause } from './processes.mjs';

/** VS Code's window, in the words of a user. */
export class Workbench {
  constructor(page) {
    this.page = page;
  }

  /** The input of the palette and of questions. */
  get quickInput() {
    return this.page.locator('.quick-input-widget .quick-input-filter input').first();
  }

  /** Opens a file from the explorer and waits for its text. */
  async open(name) {
    const row = this.page.locator('.explorer-viewlet .monaco-list-row', { hasText: new RegExp(`^${name}$`) });
    await row.dblclick();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  async expand(name) {
    const row = this.page.locator('.explorer-viewlet .monaco-list-row', { hasText: new RegExp(`^${name}$`) });
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
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

  /** Opens the menu of quick fixes at the cursor; gives an entry. VS Code closes the menu when problems come in meanwhile. */
  async quickFix(title) {
    const entry = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    for (let attempt = 1; attempt < 5; attempt++) {
      await this.page.keyboard.press('Control+.');
      if (await isThere(entry)) return entry;
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`There is no quick fix ${title}`);
  }

  problem(text) {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
  }

  /** Runs a command from the palette, which a window has only some time after it opened, and those of extensions later still. */
  async run(title) {
    const entry = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    for (let attempt = 1; attempt < 10; attempt++) {
      await this.page.keyboard.press('F1');
      // a window that is still settling may close the palette again
      const isOffered =
        (await succeeds(this.quickInput.fill(`>${title}`, { timeout: 5000 }))) && (await isThere(entry));
      if (isOffered && (await succeeds(this.quickInput.press('Enter', { timeout: 5000 })))) return;
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`The palette has no ${title}`);
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

  async closeAll() {
    await this.run('View: Close All Editors');
    await this.page.locator('.editor-group-container.empty').first().waitFor();
  }

  /** The content of the webview that shows a text. Webviews are frames within frames, and come and go. */
  async webview(text) {
    const deadline = Date.now() + 90_000;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) {
        const found = await frame
          .getByText(text)
          .first()
          .isVisible()
          .catch(() => false);
        if (found && frame !== this.page.mainFrame()) return frame;
      }
      await pause(100);
    }
    throw new Error(`No webview shows ${text}`);
  }

  /** Waits until a file on disk is as wanted. */
  async saved(file, wanted) {
    const deadline = Date.now() + 90_000;
    while (!wanted.test(readFileSync(file, 'utf8'))) {
      if (Date.now() > deadline) throw new Error(`${file} is not saved as wanted`);
      await pause(100);
    }
  }
}

/** Whether an element shows up soon. */
function isThere(element) {
  return succeeds(element.waitFor({ timeout: 5000 }));
}

function succeeds(action) {
  return action.then(
    () => true,
    () => false,
  );
}
