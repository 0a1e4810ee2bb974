#!/usr/bin/env node
// Screenshots of pages for a person to look at.
//
//   node shots.mjs [--pdf] OUTDIR FILE.html [FILE.html…]
//
// Writes NAME-360-light.png, -360-dark, -1280-light, -1280-dark (whole page,
// at most 3000 px high) and with --pdf also NAME.pdf as it would print.
import fs from 'node:fs';
import path from 'node:path';
import { launch, pageUrl, shown } from './common.mjs';

const MAX_HEIGHT = 3000;
const args = process.argv.slice(2);
const pdf = args.includes('--pdf');
const unknown = args.find(a => a.startsWith('-') && a !== '--pdf');
const [outdir, ...files] = args.filter(a => !a.startsWith('-'));
if (unknown || !files.length) {
  console.error(`${unknown ? `error: unknown option ${unknown}\n` : ''}usage: node shots.mjs [--pdf] OUTDIR FILE.html [FILE.html…]`);
  process.exit(2);
}
for (const file of files) {
  if (!fs.existsSync(file)) {
    console.error(`error: ${file}: no such file`);
    process.exit(1);
  }
}

// Pages of the same name from different directories get the directory as prefix.
const base = file => path.basename(file, '.html');
const twice = new Set(files.map(base).filter((name, i, all) => all.indexOf(name) !== i));
const label = file => twice.has(base(file)) ? path.resolve(file, '..').split(path.sep).slice(-2).join('-') + '-' + base(file) : base(file);

fs.mkdirSync(outdir, { recursive: true });
const browser = await launch();
try {
  const tab = await browser.newPage({ reducedMotion: 'reduce' });
  for (const file of files) {
    const url = pageUrl(path.resolve(file), path.basename(file) === 'index.html');
    for (const width of [360, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        await tab.emulateMedia({ colorScheme, media: 'screen' });
        await tab.setViewportSize({ width, height: 800 });
        await tab.goto(url);
        const height = await tab.evaluate(() => document.documentElement.scrollHeight);
        const out = path.join(outdir, `${label(file)}-${width}-${colorScheme}.png`);
        await tab.screenshot({ path: out, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, MAX_HEIGHT) } });
        console.log(shown(path.resolve(out)));
      }
    }
    if (pdf) {
      await tab.emulateMedia({ colorScheme: 'light', media: 'print' });
      await tab.goto(url);
      const out = path.join(outdir, `${label(file)}.pdf`);
      await tab.pdf({ path: out, preferCSSPageSize: true, tagged: true, printBackground: false });
      console.log(shown(path.resolve(out)));
    }
  }
} finally {
  await browser.close();
}
