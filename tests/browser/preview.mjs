// The preview in a real browser: node tests/browser/preview.mjs [PROGRAM] [--shots DIR]
//
// Starts `handbook serve` on a small book of its own, edits files, and looks at what the browser shows.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { die, launch } from './common.mjs';

const args = process.argv.slice(2);
const shots = args.includes('--shots') ? args.splice(args.indexOf('--shots'), 2)[1] : null;
const program = path.resolve(args[0] || 'target/debug/handbook');
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'handbook-preview-'));

const write = (file, text) => {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
};
const say = { en: 'Hands', ar: 'اليدان', bn: 'হাত' };
const paragraphs = (word, n = 60) => Array.from({ length: n }, (_, at) => `${word} ${at + 1}.`).join('\n\n');
const config = (editor = '') => `[handbook]\nsource = "en"\nlocales = ["en", "ar", "bn"]\n[content]\nraw_html = "trusted"\n${editor}`;
write('handbook.toml', config());
for (const [tag, word] of Object.entries(say)) {
  write(`content/${tag}/SUMMARY.md`, '- [Hands](hands.md)\n- [Masks](masks.md)\n');
  write(`content/${tag}/index.md`, `# ${word}\n\n${word}.\n`);
  write(`content/${tag}/masks.md`, `# ${word} 2\n\n${word}.\n`);
  write(`content/${tag}/hands.md`, `# ${word}\n\n${paragraphs(word)}\n`);
  write(`locales/${tag}/locale.toml`, `title = "${word}"\n`);
}
const details = '<details><summary>More</summary><p>Inside</p></details>';
const hands = (...more) => write('content/en/hands.md', `# Hands\n\n${more.join('\n\n')}\n\n${details}\n\n${paragraphs('Hands')}\n`);
hands('First text.');

let server;
const start = (port) => new Promise((resolve, reject) => {
  server = spawn(program, ['-C', root, 'serve', '--who', 's.akter', '--addr', `localhost:${port}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (data) => {
    said += data;
    const found = said.match(/open http:\/\/localhost:(\d+)\//);
    if (found) resolve(Number(found[1]));
  });
  server.on('exit', (code) => code && reject(new Error(`the server ended with ${code}: ${said}`)));
});
const stop = () => new Promise((resolve) => {
  server.removeAllListeners('exit');
  server.on('exit', resolve);
  server.kill('SIGINT');
});

const port = await start(0);
const base = `http://localhost:${port}`;
const browser = await launch({ local: true });
const failures = [];
let n_checks = 0;
const check = (what, holds, shown = '') => {
  n_checks += 1;
  if (!holds) failures.push(`${what}${shown === '' ? '' : `: ${JSON.stringify(shown)}`}`);
};

const open = async (address, options = {}) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE|404/.test(message.text())) failures.push(`console of ${address}: ${message.text()}`);
  });
  page.on('pageerror', (error) => failures.push(`script of ${address}: ${error.message}`));
  await page.goto(base + address);
  return page;
};
const has = (page, text) => page.waitForFunction((text) => document.querySelector('main')?.textContent.includes(text), text, { timeout: 8000 });
const overlay = (page) => page.evaluate(() => document.querySelector('handbook-problems')?.shadowRoot.textContent ?? '');
const until = async (what, probe) => {
  for (let n = 0; n < 160; n++) {
    if (await probe()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  check(what, false);
  return false;
};

const tests = {
  async 'a body edit changes the page and reloads nothing'() {
    const page = await open('/en/hands.html');
    await page.evaluate(() => { window.mark = 1; document.querySelector('details').open = true; });
    hands('Second text.');
    await has(page, 'Second text.');
    check('the page was not loaded again', await page.evaluate(() => window.mark === 1));
    check('an open details stays open', await page.evaluate(() => document.querySelector('details').open));
    hands('Second text.', 'A new paragraph.');
    await has(page, 'A new paragraph.');
    check('it is still open', await page.evaluate(() => document.querySelector('details').open && document.querySelectorAll('details').length === 1));
    const served = await page.evaluate(async () => {
      const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
      const clean = (root) => { const copy = root.querySelector('main').cloneNode(true); copy.querySelectorAll('details').forEach((one) => { one.open = false; }); return copy.innerHTML; };
      return clean(fresh) === clean(document);
    });
    check('what is shown is what is served', served);
    await page.context().close();
  },
  async 'the place that is being read stays'() {
    const page = await open('/en/hands.html');
    hands('Third text.');
    await has(page, 'Third text.');
    await page.evaluate(() => [...document.querySelectorAll('main p')].find((p) => p.textContent === 'Hands 30.').scrollIntoView());
    const top = () => page.evaluate(() => [...document.querySelectorAll('main p')].find((p) => p.textContent === 'Hands 30.').getBoundingClientRect().top);
    const before = await top();
    hands('Third text.', 'One more.', 'And more.', 'And still more.');
    await has(page, 'And still more.');
    const after = await top();
    check('the paragraph stays where it was', Math.abs(after - before) < 3, [before, after]);
    await page.context().close();
  },
  async 'a style sheet changes without a reload, under the policy of the site'() {
    const page = await open('/en/hands.html');
    await page.evaluate(() => { window.mark = 1; });
    const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    write('themes/default/assets/style.css', 'body{background:rgb(1,2,3)}');
    await until('the first style', async () => (await colour()) === 'rgb(1, 2, 3)');
    write('themes/default/assets/style.css', 'body{background:rgb(4,5,6)}');
    await until('the second style', async () => (await colour()) === 'rgb(4, 5, 6)');
    check('no reload', await page.evaluate(() => window.mark === 1));
    fs.rmSync(path.join(root, 'themes'), { recursive: true });
    await until('the default style', async () => !/rgb\((1, 2, 3|4, 5, 6)\)/.test(await colour()));
    await page.context().close();
  },
  async 'an error lies over the last good page until it is mended'() {
    const page = await open('/en/hands.html');
    const other = await open('/en/masks.html');
    hands('Fourth text.');
    await has(page, 'Fourth text.');
    hands('[x](none.md)');
    await until('the overlay appears', async () => (await overlay(page)).includes('error[K01]'));
    check('the last good page is under it', await page.evaluate(() => document.querySelector('main').textContent.includes('Fourth text.')));
    check('other pages are as they were', (await overlay(other)) === '');
    const link = await page.evaluate(() => document.querySelector('handbook-problems').shadowRoot.querySelector('a').href);
    check('the place opens the editor', link.startsWith('vscode://file/') && link.endsWith('/content/en/hands.md:3:1'), link);
    if (shots) await page.screenshot({ path: path.join(shots, 'overlay.png') });
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`));
    check('axe with the overlay', found.length === 0, found);
    await page.evaluate(() => document.querySelector('handbook-problems').shadowRoot.querySelector('.head button').focus());
    await page.keyboard.press('Escape');
    check('Escape hides it', await page.evaluate(() => document.querySelector('handbook-problems').shadowRoot.querySelector('section').hidden));
    hands('Fifth text.');
    await has(page, 'Fifth text.');
    await until('the overlay goes', async () => (await overlay(page)) === '');
    write('handbook.toml', '[handbook\n');
    await until('a broken config is told everywhere', async () => (await overlay(page)) !== '' && (await overlay(other)) !== '');
    write('handbook.toml', config());
    await until('and goes everywhere', async () => (await overlay(page)) === '' && (await overlay(other)) === '');
    await page.context().close();
    await other.context().close();
  },
  async 'the translation view in Arabic'() {
    write('content/ar/hands.md', `# ${say.ar}\n\n${paragraphs(say.ar, 5)}\n`);
    for (const [name, options] of [['light', {}], ['dark', { colorScheme: 'dark' }], ['phone', { viewport: { width: 360, height: 740 } }]]) {
      const page = await open('/_/compare/ar/hands', options);
      await page.waitForFunction(() => document.querySelectorAll('.pair.missing').length > 50, null, { timeout: 8000 });
      check('its side is right to left', await page.evaluate(() => getComputedStyle(document.querySelector('.pair div[lang=ar] p')).direction === 'rtl'));
      check('missing blocks are marked', await page.evaluate(() => document.body.textContent.includes('Missing: readers see the source')));
      check('it fits', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await page.evaluate(axe);
      const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map((one) => `${one.id}: ${one.nodes.slice(0, 2).map((node) => node.html).join(' ')}`));
      check(`axe, ${name}`, found.length === 0, found);
      if (shots) await page.screenshot({ path: path.join(shots, `compare-${name}.png`) });
      if (name === 'light') {
        write('content/ar/hands.md', `# ${say.ar}\n\n${paragraphs(say.ar, 6)}\n`);
        await page.waitForFunction((text) => document.body.textContent.includes(text), `${say.ar} 6.`, { timeout: 8000 });
        write('content/ar/hands.md', `# ${say.ar}\n\n${paragraphs(say.ar, 5)}\n`);
      }
      await page.goto(`${base}/_/`);
      await page.evaluate(axe);
      const board = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map((one) => `${one.id}: ${one.nodes.slice(0, 2).map((node) => node.html).join(' ')}`));
      check(`axe of the dashboard, ${name}`, board.length === 0, board);
      if (shots) await page.screenshot({ path: path.join(shots, `dashboard-${name}.png`) });
      await page.context().close();
    }
  },
  async 'Alt and a click open the source'() {
    write('handbook.toml', config(`[serve]\neditor = "${base}/_/?at={path}:{line}:{column}"\n`));
    hands('Sixth text.');
    const page = await open('/en/hands.html');
    await has(page, 'Sixth text.');
    await page.getByText('Hands 2.', { exact: true }).click({ modifiers: ['Alt'] });
    await page.waitForURL(/\/_\/\?at=/, { timeout: 8000 });
    check('the line of the block', page.url().endsWith('/content/en/hands.md:9:1'), page.url());
    write('handbook.toml', config());
    await page.context().close();
  },
  async 'a dozen tabs: those in the background hold no stream and catch up'() {
    hands('Seventh text.');
    const context = await browser.newContext();
    const hide = () => {
      window.out = true;
      Object.defineProperty(document, 'hidden', { get: () => window.out });
    };
    const tabs = [];
    for (let n = 0; n < 12; n++) {
      const page = await context.newPage();
      await page.addInitScript(hide);
      await page.goto(`${base}/en/hands.html`);
      tabs.push(page);
    }
    const turn = (page, out) => page.evaluate((out) => { window.out = out; document.dispatchEvent(new Event('visibilitychange')); }, out);
    await turn(tabs[11], false);
    hands('Eighth text.');
    await has(tabs[11], 'Eighth text.');
    check('a tab that cannot be seen waits', await tabs[0].evaluate(() => document.querySelector('main').textContent.includes('Seventh text.')));
    await turn(tabs[11], true);
    await turn(tabs[0], false);
    await has(tabs[0], 'Eighth text.');
    await context.close();
  },
  async 'an open tab lives through a restart of the server'() {
    const page = await open('/en/hands.html');
    await page.evaluate(() => { window.mark = 1; });
    await stop();
    hands('Ninth text.');
    await start(port);
    await has(page, 'Ninth text.');
    check('without a reload', await page.evaluate(() => window.mark === 1));
    hands('Tenth text.');
    await has(page, 'Tenth text.');
    await page.context().close();
  },
  async 'one key accepts a block, and the list of what needs somebody gets shorter'() {
    const lock = path.join(root, 'locales/bn/claims/masks.lock');
    fs.rmSync(lock, { force: true });
    const page = await open('/_/compare/bn/masks');
    const buttons = () => page.locator('button[data-source]').count();
    const before = await buttons();
    check('there is something to accept', before > 1, before);
    await page.locator('#open').check();
    check('only that is shown', (await page.locator('.pair.done:visible').count()) === 0);
    await page.keyboard.press('a');
    await until('the claim is written', async () => fs.existsSync(lock) && / translated s\.akter /.test(fs.readFileSync(lock, 'utf8')));
    await until('the page follows', async () => (await buttons()) === before - 1);
    await page.locator('button[data-source]').first().press('Enter');
    await until('the button does the same', async () => (await buttons()) === before - 2);
    await page.context().close();
  },
  async 'a page that goes and comes back'() {
    const page = await open('/bn/masks.html');
    fs.rmSync(path.join(root, 'content/bn/masks.md'));
    await has(page, 'Hands');
    check('the source is shown, labelled', await page.evaluate(() => document.querySelector('main [lang=en]') !== null));
    write('content/bn/masks.md', `# ${say.bn} 2\n\nআবার।\n`);
    await has(page, 'আবার');
    await page.context().close();
  },
};

try {
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
    } catch (error) {
      failures.push(`${name}: ${error.message.split('\n')[0]}`);
    }
  }
} finally {
  await browser.close();
  await stop();
  fs.rmSync(root, { recursive: true });
}
if (failures.length) die(`the preview in a browser\n${failures.map((line) => `  ${line}`).join('\n')}`);
console.log(`preview: ${Object.keys(tests).length} tests, ${n_checks} checks passed`);
process.exit(0);
