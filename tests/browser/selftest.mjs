#!/usr/bin/env node
// Tests validate.mjs: it must pass the good fixture and must report the one
// fault of each bad one, under the right check, and nothing else.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const GOOD = path.join(HERE, 'fixtures/good');
const BAD = path.join(HERE, 'fixtures/bad');

// The site's only fault: the checks that must fail, and what must be said.
const EXPECTED = {
  'vnu': [['vnu'], /index\.html:17:\d+: \[vnu\] .*“em”/],
  'axe': [['axe light 1280', 'axe light 320', 'axe dark 1280', 'axe dark 320'], /color-contrast \[serious\] at .*<p style/],
  'axe-dark': [['axe dark 1280', 'axe dark 320'], /color-contrast .*<em>/],
  'axe-dark-script': [['axe dark 1280', 'axe dark 320'], /color-contrast .*<em>/],
  'axe-narrow': [['axe light 320', 'axe dark 320'], /color-contrast .*<em>/],
  'link-missing': [['links'], /no-such-page\.html": target does not exist/],
  'link-fragment': [['links'], /no id "no-such-id"/],
  'link-outside': [['links'], /leaves the site/],
  'link-root': [['links'], /starts with \//],
  'link-refresh': [['links'], /gone\.html": target does not exist/],
  'link-directory': [['links'], /directory link/],
  'link-script': [['links'], /target does not exist \(made by a script\)/],
  'overflow': [['reflow-320', 'no-script'], /scrolls sideways: 4\d\dpx of content in 320px; main > p ends at/],
  'overflow-hidden': [['reflow-320', 'no-script'], /scrolls sideways|content cut off/],
  'text-size': [['text-200'], /does not follow the browser's font size/],
  'text-overflow': [['text-200'], /with 200 % text: scrolls sideways/],
  'request': [['one-request'], /2 requests: .*extra\.css/],
  'request-icon': [['one-request'], /icon\.svg/],
  'request-network': [['network', 'console'], /request to https:\/\/handbook\.invalid/],
  'console': [['console'], /console error: something went wrong/],
  'exception': [['console'], /uncaught: noSuchFunction is not defined/],
  'budget': [['gzip'], /bytes with gzip, at most 14000 allowed/],
  'no-script': [['no-script'], /main shows no text/],
  'two-h1': [['no-script'], /2 h1 elements/],
  'no-nav': [['no-script'], /no links in a nav/],
  'redirect': [['console', 'network', 'one-request', 'reflow-320', 'text-200', 'axe light 1280', 'axe light 320', 'axe dark 1280', 'axe dark 320'], /left the page/],
};

function run(args, env = {}) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [path.join(HERE, 'validate.mjs'), ...args], { env: { ...process.env, ...env } });
    let text = '';
    child.stdout.on('data', d => { text += d; });
    child.stderr.on('data', d => { text += d; });
    child.on('close', status => resolve({ status, text }));
  });
}

let passed = 0, failed = 0;
function expect(what, condition, detail) {
  if (condition) passed++;
  else {
    failed++;
    console.log(`FAIL ${what}${detail ? `\n${detail.replace(/^/gm, '    ')}` : ''}`);
  }
}

const tmp = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'selftest-')));
try {
  const bad = path.join(tmp, 'bad');
  fs.cpSync(BAD, bad, { recursive: true });
  // Text that does not compress: 24 kB of hexadecimal noise in short words.
  const budget = path.join(bad, 'budget/index.html');
  let noise = '';
  for (let i = 0; noise.length < 36_000; i++) noise += createHash('sha256').update(String(i)).digest('hex').replace(/.{8}/g, '$& ');
  fs.writeFileSync(budget, fs.readFileSync(budget, 'utf8').replace('NOISE', noise));

  const names = fs.readdirSync(BAD).sort();
  expect('every bad fixture has an expectation', names.join() === Object.keys(EXPECTED).sort().join(), names.join(' '));

  const good = await run([GOOD]);
  expect('good: exit 0', good.status === 0, good.text);
  expect('good: something was checked', /^[1-9]\d* passed, 0 failed$/m.test(good.text), good.text);

  // All bad sites in one run, to see that each is reported and nothing else is.
  const all = await run([...names.map(n => path.join(bad, n))]);
  expect('bad: exit 1', all.status === 1, all.text);
  expect('bad: the last line counts', /\n\d+ passed, [1-9]\d* failed\n$/.test(all.text), all.text.slice(-300));
  for (const name of names) {
    const [checks, message] = EXPECTED[name] || [[], /$./];
    const lines = all.text.split('\n').filter(l => l.startsWith('FAIL ') && l.includes(`/bad/${name}/`));
    const seen = [...new Set(lines.map(l => /\[([^\]]*)\]/.exec(l)?.[1]))].sort();
    expect(`bad/${name}: fails ${checks.join(', ')} and nothing else`, seen.join() === [...checks].sort().join(), lines.join('\n'));
    expect(`bad/${name}: says what is wrong`, lines.some(l => message.test(l)), lines.join('\n'));
  }

  // One fault alone is enough for exit 1, whatever part of the program finds it.
  for (const name of ['vnu', 'link-missing', 'overflow', 'budget']) {
    const one = await run([path.join(bad, name)]);
    expect(`bad/${name} alone: exit 1`, one.status === 1, one.text);
  }

  // It cannot pass without checking.
  const empty = path.join(tmp, 'empty');
  fs.mkdirSync(empty);
  for (const [what, args, env, status, message] of [
    ['directory without HTML', [empty], {}, 1, /no HTML file[\s\S]*0 passed, 1 failed/],
    ['good and a directory without HTML', [empty, path.join(bad, 'vnu')], {}, 1, /no HTML file/],
    ['missing directory', [path.join(tmp, 'nowhere')], {}, 1, /no such directory/],
    ['missing Java', [GOOD], { JAVA: '/nowhere/java' }, 1, /apt-get install -y default-jre-headless/],
    ['missing browser', [GOOD], { CHROMIUM: '/nowhere/chromium' }, 1, /apt-get install -y chromium/],
    ['Java that does nothing', [GOOD], { JAVA: '/bin/true' }, 1, /vnu gave no report/],
    ['browser that does nothing', [GOOD], { CHROMIUM: '/bin/true' }, 1, /does not start/],
    ['no argument', [], {}, 2, /usage:/],
    ['unknown option', ['--no-such', GOOD], {}, 2, /unknown option/],
  ]) {
    const r = await run(args, env);
    expect(`${what}: exit ${status}`, r.status === status, r.text);
    expect(`${what}: says so`, message.test(r.text), r.text);
  }
} finally {
  fs.rmSync(tmp, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
