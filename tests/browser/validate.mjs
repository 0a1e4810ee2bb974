#!/usr/bin/env node
// Checks built handbooks: HTML, links, accessibility, layout, requests, size.
//
//   node validate.mjs [--jobs 2] DIR [DIR…]
//
// Each DIR is one site: HTML files with relative links, opened from file://.
// Exit 0: everything passed. 1: something failed. 2: wrong usage.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { die, launch, pageUrl, shown } from './common.mjs';
import { collect, colours, overflow, runAxe, structure } from './inpage.mjs';
import { ink } from './png.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const JAVA = process.env.JAVA || 'java';
const VNU = path.join(HERE, 'node_modules/vnu-jar/build/dist/vnu.jar');
const AXE = path.join(HERE, 'node_modules/axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const BUDGET = 14_000; // bytes, gzip
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 800 };
const TEXT_200_WIDTHS = [1280, 640];
const PAGE_TIMEOUT = 240_000; // ms, one visit of one page
const PER_CHECK = 8; // findings shown per check of a page

// Pages that may be large or load data.
const unbudgeted = name => /^(print|search|glossary)\.html$|-single\.html$/.test(name);
const axePasses = name => name === 'print.html'
  ? [['light', 1280], ['dark', 1280]]
  : [['light', 1280], ['light', 320], ['dark', 1280], ['dark', 320]];

// --- arguments and what must be installed ---------------------------------

function usage(message) {
  console.error(`error: ${message}\nusage: node validate.mjs [--jobs 2] DIR [DIR…]`);
  process.exit(2);
}

let jobs = 2;
const dirs = [];
const argv = process.argv.slice(2).flatMap(a => /^--jobs=/.test(a) ? ['--jobs', a.slice(7)] : [a]);
for (let i = 0; i < argv.length; i++) {
  if (argv[i] === '--jobs') {
    jobs = Number(argv[++i]);
    if (!Number.isInteger(jobs) || jobs < 1 || jobs > 16) usage('--jobs takes a number from 1 to 16');
  } else if (argv[i].startsWith('-')) usage(`unknown option ${argv[i]}`);
  else dirs.push(argv[i]);
}
if (!dirs.length) usage('no directory given');

for (const file of [VNU, AXE]) {
  if (!fs.existsSync(file)) die(`${shown(file)} is missing; run: npm ci --ignore-scripts   (in tests/browser)`);
}
if (spawnSync(JAVA, ['-version'], { stdio: 'ignore' }).status !== 0) {
  die(`no working Java at "${JAVA}"; install it: apt-get install -y default-jre-headless (or set JAVA=/path)`);
}

// --- the pages and the record of their checks -----------------------------

const findings = []; // one line each, in the order of the pages

const sites = dirs.map(dir => {
  let root;
  try {
    root = fs.realpathSync(dir);
  } catch {
    die(`${dir}: no such directory`);
  }
  if (!fs.statSync(root).isDirectory()) die(`${dir}: not a directory`);
  return { dir, root };
});

function htmlFiles(dir) {
  return fs.readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(e => {
      const full = path.join(dir, e.name);
      if (e.isDirectory()) return htmlFiles(full);
      return e.name.endsWith('.html') ? [full] : [];
    });
}

class Page {
  constructor(site, file) {
    this.site = site;
    this.file = file;
    this.name = path.basename(file);
    this.budgeted = !unbudgeted(this.name);
    this.url = pageUrl(file, file === path.join(site.root, 'index.html'));
    // A page that sends its readers on at once stays for the checks: the order to leave is taken out.
    const text = fs.readFileSync(file, 'utf8');
    const staying = text.replace(/<meta\s+http-equiv=["']?refresh\b[^>]*>/gi, '');
    this.staying = staying === text ? null : staying;
    this.refresh = [...text.matchAll(/<meta\s+http-equiv=["']?refresh\b[^>]*\burl\s*=\s*([^"'>\s]*)/gi)]
      .map(m => ({ attr: 'content', value: m[1], tag: 'meta', rel: '', html: m[0] }));
    this.checks = new Map(); // name -> findings, or null while not yet done
    for (const c of ['vnu', 'links', 'no-script', 'reflow-320', 'text-200', 'console', 'network']) this.checks.set(c, null);
    if (this.budgeted) for (const c of ['one-request', 'gzip']) this.checks.set(c, null);
    for (const [scheme, width] of axePasses(this.name)) this.checks.set(`axe ${scheme} ${width}`, null);
    this.ids = null; // of the document as stored
    this.links = [];
    // Without a known address an error page, served at any depth, can link nowhere; a redirect has its one link.
    this.mayLackNav = this.name === '404.html' || this.staying !== null;
    this.scriptLinks = [];
    this.icons = []; // findings about favicons
  }
  done(check, problems) {
    if (!this.checks.has(check)) throw new Error(`unplanned check ${check}`);
    this.checks.set(check, [...(this.checks.get(check) || []), ...problems]);
  }
}

const pages = [];
let emptySites = 0;
for (const site of sites) {
  const files = htmlFiles(site.root);
  if (!files.length) {
    emptySites++;
    findings.push(`FAIL ${shown(site.root)}/: no HTML file in this directory`);
  }
  pages.push(...files.map(file => new Page(site, file)));
}

// --- (a) the Nu Html Checker, all files in one call ------------------------

async function vnu() {
  const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'validate-'));
  try {
    // The last file is known to be wrong: if it is not reported, vnu did not
    // get through the files.
    const canary = path.join(fs.realpathSync(tmp), 'canary.html');
    fs.writeFileSync(canary, '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p><no-such></p></span></body></html>\n');
    const out = path.join(tmp, 'out.json'), err = path.join(tmp, 'err.txt');
    const outFd = fs.openSync(out, 'w'), errFd = fs.openSync(err, 'w');
    const status = await new Promise((resolve, reject) => {
      const child = spawn(JAVA, ['-XX:+UseSerialGC', '-Xss4m', '-jar', VNU, '--errors-only', '--format', 'json', '--stdout',
        ...pages.map(p => p.file), canary], { stdio: ['ignore', outFd, errFd] });
      child.on('error', reject);
      child.on('exit', (code, signal) => resolve(signal || code));
    });
    fs.closeSync(outFd);
    fs.closeSync(errFd);
    let messages;
    try {
      messages = JSON.parse(fs.readFileSync(out, 'utf8')).messages;
    } catch {
      throw new Error(`vnu gave no report (exit ${status}): ${fs.readFileSync(err, 'utf8').slice(0, 500)}`);
    }
    const byFile = new Map(pages.map(p => [p.file, []]));
    byFile.set(canary, []);
    for (const m of messages) {
      const file = m.url ? fileURLToPath(new URL(m.url)) : '';
      if (!byFile.has(file)) throw new Error(`vnu: ${file} ${m.message}`);
      const extract = m.extract ? `   ${JSON.stringify(m.extract.trim().slice(0, 100))}` : '';
      const line = m.lastLine ?? m.firstLine ?? 0, col = m.firstColumn ?? m.lastColumn ?? 0;
      byFile.get(file).push(`${line}:${col}: ${m.message.slice(0, 300)}${extract}`);
    }
    if (!byFile.get(canary).length) throw new Error(`vnu did not get through all files (exit ${status}): ${fs.readFileSync(err, 'utf8').slice(0, 500)}`);
    for (const p of pages) p.done('vnu', byFile.get(p.file));
  } finally {
    fs.rmSync(tmp, { recursive: true, force: true });
  }
}

// --- (b) links -------------------------------------------------------------

const svgIds = new Map();

function linkProblem(page, link, byFile, live) {
  const value = link.value.trim();
  const loads = ['src', 'srcset', 'imagesrcset', 'poster', 'data', 'style', 'background'].includes(link.attr)
    || (link.tag === 'link' && /\b(stylesheet|icon|apple-touch-icon|preload|modulepreload|prefetch|preconnect|dns-prefetch|manifest)\b/.test(link.rel))
    || ['use', 'image', 'feimage'].includes(link.tag);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1].toLowerCase();
  if (scheme === 'data' || (live && scheme === 'blob')) return null;
  if (scheme && ['http', 'https', 'mailto', 'tel'].includes(scheme)) {
    return loads ? 'loads from the network' : null;
  }
  if (scheme && !(live && scheme === 'file')) return `scheme ${scheme}: not allowed`;
  if (link.tag === 'base') return 'a base element changes what every relative link means';
  if (value === '') return 'empty reference';
  if (value.startsWith('/')) return 'starts with /';
  if (value.includes('\\')) return 'backslash in reference';

  const url = new URL(value, pageUrl(page.file, false));
  if (/\/$/.test(url.pathname) || /(^|\/)\.{1,2}$/.test(value.replace(/[?#].*$/, ''))) return 'directory link';
  let target, fragment;
  try {
    target = fileURLToPath(Object.assign(new URL(url), { search: '', hash: '' }));
    fragment = decodeURIComponent(url.hash.slice(1));
  } catch (e) {
    return `cannot be decoded: ${e.message}`;
  }
  const inside = f => f.startsWith(page.site.root + path.sep);
  if (!inside(target)) return 'leaves the site';
  let stat;
  try {
    stat = fs.statSync(target);
  } catch {
    return 'target does not exist';
  }
  if (stat.isDirectory()) return 'directory link';
  if (!inside(fs.realpathSync(target))) return 'leaves the site (through a symbolic link)';
  if (!value.includes('#')) return null;
  if (fragment === '') return 'empty fragment';
  const ext = path.extname(target);
  if (ext === '.html') {
    // Ids come from the stored document, so the link works without JavaScript;
    // only a link made by a script may point to an id made by that script.
    const ids = byFile.get(target)?.ids;
    if (!ids) return 'ids of the target are not known';
    return ids.has(fragment) || (live && page.liveIds?.has(fragment) && target === page.file) ? null : `no id "${fragment}" in the target`;
  }
  if (ext === '.svg') {
    if (!svgIds.has(target)) {
      svgIds.set(target, new Set([...fs.readFileSync(target, 'utf8').matchAll(/\sid\s*=\s*["']([^"']*)["']/g)].map(m => m[1])));
    }
    return svgIds.get(target).has(fragment) ? null : `no id "${fragment}" in the target`;
  }
  return ext === '.pdf' ? null : `fragment on a ${ext || 'nameless'} file`;
}

let linkCount = 0;
function checkLinks() {
  const byFile = new Map(pages.map(p => [p.file, p]));
  for (const page of pages) {
    if (!page.ids) continue; // the visit failed; reported there
    const problems = new Map();
    const stored = new Set(page.links.map(l => `${l.tag} ${l.attr} ${l.value}`));
    const all = [...page.links.map(l => [l, false]),
      ...page.scriptLinks.filter(l => !stored.has(`${l.tag} ${l.attr} ${l.value}`)).map(l => [l, true])];
    linkCount += all.length;
    for (const [link, live] of all) {
      const problem = linkProblem(page, link, byFile, live);
      if (problem) problems.set(`${link.attr}="${link.value.slice(0, 120)}": ${problem}${live ? ' (made by a script)' : ''}`, true);
    }
    page.done('links', [...problems.keys()]);
  }
}

// --- (c)–(f) in the browser -------------------------------------------------

const axeSource = fs.readFileSync(AXE, 'utf8');
let axeViolations = 0;

async function visit(page, tab, settle) {
  if (page.staying && !page.routed?.has(tab)) {
    (page.routed ??= new Set()).add(tab);
    await tab.route(page.url, route => route.fulfill({ body: page.staying, contentType: 'text/html; charset=utf-8' }));
  }
  await tab.goto(page.url, { waitUntil: 'load', timeout: PAGE_TIMEOUT });
  if (settle) await tab.evaluate(() => new Promise(r => requestAnimationFrame(() => setTimeout(r, 50))));
  if (tab.url() !== page.url && tab.url().replace(/#.*/, '') !== page.url) throw new Error(`left the page: now at ${tab.url()}`);
}

async function within(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${PAGE_TIMEOUT / 1000} s`)), PAGE_TIMEOUT);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function withScript(page, tab, cdp) {
  const passes = axePasses(page.name);
  const consoleErrors = new Set(), network = new Set();
  let requests = new Set();
  const on = {
    console: m => m.type() === 'error' && consoleErrors.add(`console error: ${m.text().slice(0, 300)}`),
    pageerror: e => consoleErrors.add(`uncaught: ${String(e.message || e).slice(0, 300)}`),
    crash: () => consoleErrors.add('the page crashed'),
    dialog: d => { consoleErrors.add(`dialog: ${d.message().slice(0, 100)}`); d.dismiss().catch(() => {}); },
    popup: p => { network.add(`opened a window: ${p.url()}`); p.close().catch(() => {}); },
    websocket: w => network.add(`opened a web socket: ${w.url()}`),
    request: r => {
      const url = r.url();
      if (/^(data|blob):/.test(url)) return;
      requests.add(r);
      if (!url.startsWith('file:')) network.add(`request to ${url.slice(0, 200)}`);
    },
    requestfailed: r => !/^(data|blob):/.test(r.url()) && network.add(`request failed: ${r.url().slice(0, 200)} (${r.failure()?.errorText})`),
  };
  for (const [name, f] of Object.entries(on)) tab.on(name, f);
  try {
    const load = async scheme => {
      requests = new Set();
      await tab.emulateMedia({ colorScheme: scheme });
      await tab.setViewportSize(WIDE);
      await visit(page, tab, true);
    };
    // Switching a loaded page to dark is faster than loading it again, because
    // axe stays warm. It counts only if it gives what a dark load gives.
    await load('dark');
    const dark = await tab.evaluate(colours);
    const darkRequests = requests;
    await load('light');
    await tab.evaluate(axeSource);
    for (const scheme of ['light', 'dark']) {
      if (scheme === 'dark') {
        await tab.emulateMedia({ colorScheme: scheme });
        await tab.setViewportSize(WIDE);
        if (await tab.evaluate(colours) !== dark) {
          await load('dark');
          await tab.evaluate(axeSource);
        }
      }
      for (const width of [1280, 320]) {
        if (!passes.some(([s, w]) => s === scheme && w === width)) continue;
        if (width === 320) await tab.setViewportSize(NARROW);
        const result = await within(tab.evaluate(runAxe, TAGS), 'axe');
        axeViolations += result.violations.length;
        page.done(`axe ${scheme} ${width}`, [
          ...(result.applied < 5 ? [`axe applied only ${result.applied} rules: nothing was checked`] : []),
          ...result.violations.map(v => `${v.rule} [${v.impact}] at ${v.selector}: ${v.message}   ${v.html}`),
        ]);
      }
    }
    // The requests are counted after the axe runs, so that late ones count too.
    if (page.budgeted) {
      const problems = [...page.icons];
      // Pictures that wait until the reader comes to them are no part of the first view.
      const lazy = await tab.evaluate(() => [...document.querySelectorAll('img[loading=lazy]')].map(img => img.currentSrc || img.src));
      for (const seen of [requests, darkRequests]) {
        const names = [...seen].filter(r => !lazy.includes(r.url())).map(r => r.url().replace(/^.*\//, ''));
        if (names.length !== 1) problems.push(`${names.length} requests: ${names.slice(0, 6).join(', ')}`);
      }
      page.done('one-request', [...new Set(problems)]);
    } else if (!requests.size) network.add('no request was seen at all');

    await tab.setViewportSize(NARROW);
    page.done('reflow-320', await tab.evaluate(overflow, 320));
    const live = await tab.evaluate(collect);
    page.scriptLinks = live.links;
    page.liveIds = new Set(live.ids);
    page.done('text-200', await textTwice(tab, cdp));
    await tab.evaluate(() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* forbidden here */ } });
  } finally {
    for (const [name, f] of Object.entries(on)) tab.off(name, f);
  }
  page.done('console', [...consoleErrors]);
  page.done('network', [...network]);
}

/** Doubles the reader's font size, as the browser's settings do. */
async function textTwice(tab, cdp) {
  const size = () => parseFloat(getComputedStyle(document.querySelector('main p') || document.querySelector('main') || document.body).fontSize);
  const problems = [];
  try {
    for (const width of TEXT_200_WIDTHS) {
      await cdp.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
      await tab.setViewportSize({ width, height: 800 });
      const before = await tab.evaluate(size);
      await cdp.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
      const after = await tab.evaluate(size);
      if (after < before * 1.5) {
        problems.push(`text does not follow the browser's font size: ${before}px stays ${after}px at ${width}px (use rem)`);
      }
      problems.push(...(await tab.evaluate(overflow, width)).map(p => `with 200 % text: ${p}`));
    }
  } finally {
    await cdp.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  }
  return problems;
}

async function withoutScript(page, tab) {
  await tab.setViewportSize(NARROW);
  await visit(page, tab, false);
  const { links, ids } = await tab.evaluate(collect);
  page.links = [...links, ...page.refresh];
  page.ids = new Set(ids);
  const problems = (await tab.evaluate(overflow, 320));
  const share = ink(await tab.screenshot());
  if (share < 0.001) problems.push(`the screenshot is blank (${(share * 100).toFixed(3)} % of it differs from the background)`);
  await tab.setViewportSize(WIDE);
  problems.push(...await tab.evaluate(overflow, 1280), ...await tab.evaluate(structure, page.mayLackNav));
  page.done('no-script', problems);
  if (!await tab.evaluate(() => /width\s*=\s*device-width/.test(document.querySelector('meta[name=viewport]')?.content || ''))) {
    page.done('reflow-320', ['no <meta name="viewport" content="width=device-width">: a phone would not show the narrow layout']);
  }
  // Playwright hides some favicon requests; a real browser makes them.
  if (page.budgeted) {
    page.icons = links
      .filter(l => l.tag === 'link' && /\b(icon|apple-touch-icon|manifest)\b/.test(l.rel) && !/^data:/i.test(l.value.trim()))
      .map(l => `link rel="${l.rel}" is one more request: ${l.value.slice(0, 100)}`);
  }
}

function size(page) {
  const bytes = zlib.gzipSync(fs.readFileSync(page.file), { level: 6 }).length;
  page.gzip = bytes;
  page.done('gzip', bytes <= BUDGET ? [] : [`${bytes} bytes with gzip, at most ${BUDGET} allowed`]);
}

async function browse(browser) {
  const queue = [...pages];
  const tabs = async () => {
    const options = { reducedMotion: 'reduce', viewport: WIDE };
    const on = await browser.newContext(options);
    const off = await browser.newContext({ ...options, javaScriptEnabled: false });
    const tab = await on.newPage();
    return { on, off, tab, cdp: await on.newCDPSession(tab), plain: await off.newPage() };
  };
  const worker = async () => {
    let t = await tabs();
    for (let page; (page = queue.shift());) {
      if (page.budgeted) size(page);
      for (const step of [() => withoutScript(page, t.plain), () => withScript(page, t.tab, t.cdp)]) {
        try {
          await step();
        } catch (e) {
          page.error = [...(page.error || []), String(e.message || e).split('\n')[0].slice(0, 300)];
          if (!browser.isConnected()) throw new Error(`the browser ended while ${shown(page.file)} was open`);
          await Promise.race([Promise.allSettled([t.on.close(), t.off.close()]), new Promise(r => setTimeout(r, 5000))]);
          t = await tabs();
        }
      }
    }
    await Promise.all([t.on.close(), t.off.close()]);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, pages.length) }, worker));
  } finally {
    await browser.close().catch(() => {});
  }
}

// --- the run and its report ---------------------------------------------------

const started = Date.now();
const broken = [];
if (pages.length) {
  const browser = await launch();
  const results = await Promise.allSettled([vnu(), browse(browser)]);
  for (const r of results) if (r.status === 'rejected') broken.push(String(r.reason?.message || r.reason));
  checkLinks();
}

let passed = 0, failed = emptySites;
const rows = new Map();
for (const page of pages) {
  for (const [check, problems] of page.checks) {
    const row = check.split(' ')[0] === 'axe' ? 'axe' : check;
    if (!rows.has(row)) rows.set(row, { checks: 0, failed: 0, findings: 0 });
    const r = rows.get(row);
    r.checks++;
    if (problems && !problems.length) {
      passed++;
      continue;
    }
    failed++;
    r.failed++;
    const lines = problems || [`not carried out${page.error ? `: ${page.error.join('; ')}` : ''}`];
    r.findings += lines.length;
    // A finding of vnu begins with line and column, to follow the file's name.
    const where = l => check === 'vnu' ? l.replace(/^(\d+:\d+): /, `${shown(page.file)}:$1: [vnu] `) : `${shown(page.file)} [${check}] ${l}`;
    for (const l of lines.slice(0, PER_CHECK)) findings.push(`FAIL ${where(l).replace(/\s*\n\s*/g, ' ')}`);
    if (lines.length > PER_CHECK) findings.push(`FAIL ${shown(page.file)} [${check}] … and ${lines.length - PER_CHECK} more`);
  }
}
for (const b of broken) {
  failed++;
  findings.push(`FAIL ${b}`);
}
if (!passed && !failed) {
  failed++;
  findings.push('FAIL nothing was checked');
}

const MAX = 400;
for (const line of findings.slice(0, MAX)) console.log(line);
if (findings.length > MAX) console.log(`… and ${findings.length - MAX} more lines`);
if (findings.length) console.log();

const count = (label, n) => console.log(`${label.padEnd(22)}${String(n).padStart(8)}`);
count('sites', sites.length);
count('pages', pages.length);
count('links', linkCount);
count('vnu errors', rows.get('vnu')?.findings ?? 0);
count('axe checks', rows.get('axe')?.checks ?? 0);
count('axe violations', axeViolations);
const largest = pages.filter(p => p.gzip).sort((a, b) => b.gzip - a.gzip)[0];
if (largest) count('largest page, gzip', largest.gzip);
console.log(`\n${'check'.padEnd(14)}${'run'.padStart(8)}${'passed'.padStart(8)}${'failed'.padStart(8)}`);
for (const [name, r] of rows) {
  console.log(`${name.padEnd(14)}${String(r.checks).padStart(8)}${String(r.checks - r.failed).padStart(8)}${String(r.failed).padStart(8)}`);
}
console.log(`\ntime ${((Date.now() - started) / 1000).toFixed(1)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
