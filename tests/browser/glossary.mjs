// Definitions in a real browser: node tests/browser/glossary.mjs DIR [--shots DIR]
//
// DIR is the built site of tests/sites/glossary. Opens and closes the definitions of terms with keys and clicks,
// without JavaScript, as an old browser would show them, and on paper.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { die, launch, pageUrl } from './common.mjs';

const args = process.argv.slice(2);
const shots = args.includes('--shots') ? args.splice(args.indexOf('--shots'), 2)[1] : null;
const site = path.resolve(args[0] || die('which site?'));
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const failures = [];
let n_checks = 0;
const check = (what, holds, shown = '') => {
  n_checks += 1;
  if (!holds) failures.push(`${what}${shown === '' ? '' : `: ${JSON.stringify(shown)}`}`);
};

const BUTTON = '.gb>[popovertarget="_g-physical-distancing"]';
const BOX = '#_g-physical-distancing';
const browser = await launch();

try {
  for (const javaScriptEnabled of [true, false]) {
    const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 640 } })).newPage();
    const how = javaScriptEnabled ? '' : ' without JavaScript';
    await page.goto(pageUrl(path.join(site, 'en/distance.html')));
    check(`closed at first${how}`, !(await page.locator(BOX).isVisible()));
    check(`the button has a name${how}`, await page.getByRole('button', { name: 'Meaning of' }).count() === 2);
    let steps = 0;
    for (; steps < 30; steps += 1) {
      await page.keyboard.press('Tab');
      if (await page.locator(`${BUTTON}:focus`).count()) break;
    }
    check(`the button is reached by Tab${how}`, steps < 30);
    for (const key of ['Enter', 'Space']) {
      await page.keyboard.press(key);
      check(`${key} opens${how}`, await page.locator(BOX).isVisible());
      check(`the definition has the focus after ${key}${how}`, await page.locator(`${BOX} p:focus`).count() === 1);
      if (javaScriptEnabled) check('it says what it means', (await page.locator(BOX).innerText()).includes('1 metre'));
      await page.keyboard.press('Escape');
      check(`Escape closes after ${key}${how}`, !(await page.locator(BOX).isVisible()));
      check(`the focus is back after ${key}${how}`, await page.locator(`${BUTTON}:focus`).count() === 1);
    }
    await page.locator(BUTTON).click();
    check(`a click opens${how}`, await page.locator(BOX).isVisible());
    await page.keyboard.press('Tab');
    check(`Tab goes to the link inside${how}`, await page.locator(`${BOX} a:focus`).count() === 1);
    await page.mouse.click(10, 10);
    check(`a click elsewhere closes${how}`, !(await page.locator(BOX).isVisible()));
    await page.locator(BUTTON).click();
    await page.locator(`${BOX} a`).click();
    check(`the link leads to the glossary${how}`, page.url().endsWith('/en/glossary.html#physical-distancing'), page.url());
  }

  const page = await browser.newPage({ reducedMotion: 'reduce' });
  for (const [tag, name] of [['en', 'light'], ['ar', 'light'], ['ru', 'dark'], ['ar', 'dark']]) {
    await page.emulateMedia({ colorScheme: name, media: 'screen' });
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto(pageUrl(path.join(site, `${tag}/distance.html`)));
    const { width, height } = await page.locator(BUTTON).boundingBox();
    check(`${tag}: the button is large enough to touch`, width >= 24 && height >= 24, [width, height]);
    await page.locator(BUTTON).click();
    const box = await page.locator(BOX).boundingBox();
    check(`${tag}: the box fits a phone`, box.x >= 0 && box.x + box.width <= 360 && box.height < 400, box);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    check(`${tag} ${name}: axe finds nothing in the open box`, violations.length === 0, violations.map((v) => [v.id, v.nodes.map((n) => n.html)]));
    if (shots) await page.screenshot({ path: path.join(shots, `definition-${tag}-${name}.png`) });
  }

  // A browser that does not know popovers drops the rules that name them.
  const html = fs.readFileSync(path.join(site, 'en/distance.html'), 'utf8').replaceAll(':popover-open', ':no-such-thing');
  await page.setContent(html);
  check('an old browser shows no dead button', !(await page.locator(BUTTON).isVisible()));
  check('an old browser shows no stray text', !(await page.locator(BOX).isVisible()));
  check('an old browser has the link', await page.locator('a.g[href="glossary.html#physical-distancing"]').isVisible());

  await page.emulateMedia({ media: 'print' });
  await page.goto(pageUrl(path.join(site, 'en/distance.html')));
  check('paper shows no button', !(await page.locator(BUTTON).isVisible()));
  check('paper shows no box', !(await page.locator(BOX).isVisible()));
} finally {
  await browser.close();
}

for (const failure of failures) console.error(`FAIL ${failure}`);
console.log(`${n_checks - failures.length} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
