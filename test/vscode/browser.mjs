import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { installPackages } from '../support/debian-packages.mjs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A headless Chromium that talks to nobody by itself. Installs Debian's where there is none; throws where it cannot. */
export async function launchBrowser() {
  installPackages(places.some(existsSync) ? [] : ['chromium']);
  const executablePath = process.env.CHROMIUM_PATH ?? places.find(existsSync);
  if (!executablePath) {
    throw new Error('The tests in a real VS Code need Chromium; CHROMIUM_PATH names one that is elsewhere.');
  }
  return await chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  });
}

/** A page that reaches `host` (name and port) and nothing else. */
export async function openPage(browser, host, size = { width: 1280, height: 800 }) {
  const page = await (await browser.newContext({ viewport: size })).newPage();
  page.setDefaultTimeout(60_000);
  await page.route(
    // VS Code shows webviews from addresses of its own that lead back to the server
    (url) => url.protocol.startsWith('http') && url.host !== host,
    (route) => route.abort(),
  );
  return page;
}
