import { accessibilityFaults } from '../accessibility.mjs';

/** Themes, as VS Code calls them, and the class by which it marks their kind. The last one is that of all other pictures. */
const themes = {
  'Dark Modern': 'vs-dark',
  'Dark High Contrast': 'hc-black',
  'Light High Contrast': 'hc-light',
  'Light Modern': 'vs',
};

/** The theme of all that is looked at in one theme only. */
export const usualTheme = 'Light Modern';

/** Does `look` in each theme, with the kind of the theme; what is open stays open and takes the theme's colours. */
export async function inEachTheme(bench, look) {
  for (const [name, type] of Object.entries(themes)) {
    await bench.pickTheme(name, type);
    await look(type);
  }
}

/** Fails where the page of a webview that shows a text cannot be read, or not be used without a mouse. */
export async function expectAccessible(bench, text, what) {
  const faults = await bench.inPage(text, (frame) => accessibilityFaults(frame, bench.page.keyboard));
  if (faults.length > 0) throw new Error(`${what}: ${faults.join('; ')}`);
}
