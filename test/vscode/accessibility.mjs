/* global document, getComputedStyle, innerWidth, NodeFilter, OffscreenCanvas */
/**
 * What is wrong with a page for those who do not see it, see little or use no mouse: one sentence each. `frame` is the page, which
 * must have the window's focus; `keyboard` is that of the window. Contrast is that of WCAG 2, level AA.
 */
export async function accessibilityFaults(frame, keyboard) {
  return [...(await frame.evaluate(faultsInPage)), ...(await tabOrderFaults(frame, keyboard))];
}

/** Tab must lead to each control that is shown, in the order of the page. */
async function tabOrderFaults(frame, keyboard) {
  const count = await frame.evaluate(() => {
    const controls = [
      ...document.querySelectorAll('button, a[href], summary, input, select, [tabindex="0"]'),
    ].filter((control) => !control.matches(':disabled'));
    globalThis.wantedStops = controls.filter((control) => control.checkVisibility());
    globalThis.wantedStops[0]?.focus();
    return globalThis.wantedStops.length;
  });
  for (let index = 0; index < count; index++) {
    const found = await frame.evaluate(
      (at) =>
        document.activeElement === globalThis.wantedStops[at] ||
        `${document.activeElement?.outerHTML.slice(0, 80)}`,
      index,
    );
    if (found !== true) return [`Tab leads to ${found} instead of control ${index + 1} of ${count}`];
    await keyboard.press('Tab');
  }
  await frame.evaluate(() => globalThis.scrollTo(0, 0));
  return [];
}

/** Runs in the page. */
function faultsInPage() {
  const faults = [];
  for (const control of document.querySelectorAll('button, a[href], summary')) {
    const name = control.getAttribute('aria-label') ?? control.textContent;
    if (name.trim() === '') faults.push(`A ${control.localName} has no name`);
  }
  for (const field of document.querySelectorAll('input, select'))
    if (!field.labels.length) faults.push(`The field ${field.name} has no label`);
  for (const stop of document.querySelectorAll('[tabindex="0"]')) {
    const isNamed = stop.hasAttribute('aria-label') || stop.hasAttribute('aria-labelledby');
    if (!stop.hasAttribute('role') || !isNamed)
      faults.push(`A ${stop.localName} takes the focus without a role and a name`);
  }
  const labels = [...document.querySelectorAll('button')].map((b) => b.getAttribute('aria-label') ?? '');
  if (labels.includes('Copy')) faults.push('A button is named Copy without saying what');
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  if (new Set(ids).size < ids.length) faults.push('Two elements have the same id');
  for (const element of document.querySelectorAll('[aria-labelledby]')) {
    const id = element.getAttribute('aria-labelledby');
    if (!ids.includes(id)) faults.push(`${id} labels a ${element.localName} but is not there`);
  }
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(({ localName }) =>
    Number(localName[1]),
  );
  if (levels.filter((level) => level === 1).length !== 1) faults.push('There is not one main heading');
  if (levels.some((level, index) => level > (levels[index - 1] ?? 0) + 1))
    faults.push('A level of headings is skipped');
  if (document.querySelectorAll('main').length !== 1) faults.push('There is not one main landmark');
  if (!document.documentElement.lang) faults.push('The page has no language');
  if (document.documentElement.scrollWidth > innerWidth) faults.push('The page is wider than its window');

  const channels = (color) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([r, g, b, a], [br, bg, bb]) => [
    r * a + br * (1 - a),
    g * a + bg * (1 - a),
    b * a + bb * (1 - a),
    1,
  ];
  const luminance = (color) => {
    const [r, g, b] = color.map((c) =>
      c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  // the page itself is transparent before the editor
  const base = channels(
    getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background'),
  );
  const behind = (element) => {
    if (!element) return base;
    return over(channels(getComputedStyle(element).backgroundColor), behind(element.parentElement));
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const low = new Map();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() === '' || !element.checkVisibility()) continue;
    const ground = behind(element);
    const [a, b] = [luminance(over(channels(getComputedStyle(element).color), ground)), luminance(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.set(`${element.localName}.${element.className}`, ratio.toFixed(2));
  }
  for (const [place, ratio] of low) faults.push(`The text of ${place} has a contrast of ${ratio}`);
  return faults;
}
