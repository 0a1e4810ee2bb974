// What validate.mjs and shots.mjs share: finding and starting the browser.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';

const ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
// A page that asks for the network gets a failed request, never an answer.
const NO_NETWORK = '--host-resolver-rules=MAP * ~NOTFOUND';

export function die(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}

/** Starts the browser. `local` lets it reach servers of this machine. */
export async function launch({ local = false } = {}) {
  if (!fs.existsSync(CHROMIUM)) {
    die(`no browser at ${CHROMIUM}; install it: apt-get install -y chromium (or set CHROMIUM=/path)`);
  }
  let playwright;
  try {
    playwright = await import('playwright-core');
  } catch {
    die('playwright-core is missing; run: npm ci --ignore-scripts   (in tests/browser)');
  }
  try {
    return await playwright.chromium.launch({ executablePath: CHROMIUM, args: [...ARGS, local ? `${NO_NETWORK}, EXCLUDE localhost` : NO_NETWORK] });
  } catch (e) {
    die(`${CHROMIUM} does not start: ${e.message.split('\n').slice(0, 12).join('\n')}`);
  }
}

/** The file's URL. A start page may redirect unless asked to stay. */
export function pageUrl(file, stay) {
  return pathToFileURL(file).href + (stay ? '?stay' : '');
}

export function shown(file) {
  const rel = path.relative(process.cwd(), file);
  return rel.startsWith('..') ? file : rel;
}
