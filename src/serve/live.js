// Keeps an open page in step with the files, and shows what is wrong with it. The stream is held only while the
// page can be seen: browsers allow six for all tabs together.
(() => {
  'use strict';
  const path = location.pathname;
  let have = '';
  let stream = null;
  let sheet = null;
  let problems = null;

  for (const entry of performance.getEntriesByType('navigation')) {
    for (const timing of entry.serverTiming || []) if (timing.name === 'page') have = timing.description;
  }

  const open = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(`/_/events?path=${encodeURIComponent(path)}&have=${have}`);
    stream.addEventListener('page', (event) => {
      const data = JSON.parse(event.data);
      if (data.hash !== have) show(data.html);
      have = data.hash;
      document.documentElement.dispatchEvent(new CustomEvent('handbook:updated'));
    });
    stream.addEventListener('reload', () => location.reload());
    stream.addEventListener('problems', (event) => overlay(JSON.parse(event.data)));
    stream.addEventListener('error', () => {
      close();
      setTimeout(open, 400);
    });
  };

  const close = () => {
    if (stream) stream.close();
    stream = null;
  };

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  addEventListener('pagehide', close);
  addEventListener('pageshow', open);
  open();

  // The page.

  const show = (html) => {
    // The policy would complain of a style even in a document that is never shown.
    const css = [];
    const bare = html.replace(/<style>([^]*?)<\/style>(?=[^]*<body)/g, (_, text) => css.push(text) && '');
    const next = new DOMParser().parseFromString(bare, 'text/html');
    if (loaded(next) !== loaded(document)) return location.reload();
    const anchor = firstInView();
    const top = anchor ? anchor.getBoundingClientRect().top : 0;
    copyAttributes(document.documentElement, next.documentElement);
    copyAttributes(document.body, next.body);
    document.title = next.title;
    style(css.join('\n'));
    keepOpen(next);
    for (const script of next.querySelectorAll('script[src="/_/live.js"]')) script.remove();
    patch(document.body, next.body);
    if (anchor && anchor.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - top);
  };

  // Scripts and style sheets of their own files are loaded with the page alone.
  const loaded = (root) => [...root.head.querySelectorAll('link[rel~=stylesheet], script, style[media]')]
    .filter((element) => element.type !== 'application/ld+json')
    .map((element) => element.outerHTML).join('\n');

  const firstInView = () => {
    if (scrollY === 0) return null;
    for (const element of document.querySelectorAll('main *')) {
      const box = element.getBoundingClientRect();
      if (box.height > 0 && box.top >= 0) return element;
    }
    return null;
  };

  const copyAttributes = (to, from) => {
    for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
    for (const { name, value } of from.attributes) if (to.getAttribute(name) !== value) to.setAttribute(name, value);
  };

  // The policy of the page allows only the styles it came with; a style sheet made by a script is no such style.
  const style = (css) => {
    const own = () => [...document.head.querySelectorAll('style')].map((element) => element.textContent).join('\n');
    if (css === (style.shown ?? own())) return;
    style.shown = css;
    sheet = sheet || new CSSStyleSheet();
    sheet.replaceSync(css);
    for (const element of document.head.querySelectorAll('style')) if (element.sheet) element.sheet.disabled = true;
    document.adoptedStyleSheets = [sheet];
  };

  const keepOpen = (next) => {
    const fresh = [...next.querySelectorAll('details')];
    [...document.querySelectorAll('details')].forEach((old) => {
      const name = (element) => element?.querySelector('summary')?.textContent;
      // Where several have the same name, the nth goes with the nth.
      const found = fresh.findIndex((element) => name(element) === name(old));
      const [same] = fresh.splice(found < 0 ? 0 : found, 1);
      if (same) same.open = old.open;
    });
  };

  // Changes only the nodes between the first and the last that differ, so that all else stays as readers left it.
  const patch = (old, fresh) => {
    const mine = (node) => !(node.nodeName === 'SCRIPT' && node.getAttribute('src') === '/_/live.js');
    const before = [...old.childNodes].filter(mine);
    const after = [...fresh.childNodes];
    let start = 0;
    while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start++;
    let end = 0;
    while (
      end < before.length - start && end < after.length - start &&
      before[before.length - 1 - end].isEqualNode(after[after.length - 1 - end])
    ) end++;
    const gone = before.slice(start, before.length - end);
    const come = after.slice(start, after.length - end);
    while (gone.length && come.length && gone[0].nodeType === 1 && gone[0].nodeName === come[0].nodeName) {
      const one = gone.shift();
      const other = come.shift();
      copyAttributes(one, other);
      patch(one, other);
    }
    const place = before[before.length - end] || (old === document.body ? old.querySelector(':scope > script[src="/_/live.js"]') : null);
    for (const node of come) old.insertBefore(document.adoptNode(node), place);
    for (const node of gone) node.remove();
  };

  // What is wrong.

  const CSS = `
    :host { all: initial; }
    section { position: fixed; inset-block-end: 0; inset-inline: 0; max-block-size: 60vh; overflow: auto; z-index: 2147483647;
      box-sizing: border-box; padding: 1rem 1.25rem; background: #1d1b1e; color: #f4f1f2; border-block-start: 4px solid #ff6b6b;
      font: 15px/1.5 system-ui, sans-serif; direction: ltr; text-align: start; }
    .head { display: flex; gap: 1rem; justify-content: space-between; align-items: center; }
    h2 { margin: 0; font-size: 1.05rem; }
    p { margin: .25rem 0 0; color: #d5cfd2; }
    pre { margin: .75rem 0 0; padding: .75rem; background: #2a272b; border-radius: 6px; overflow: auto; font: 13px/1.5 ui-monospace, monospace; }
    a { color: #9ecbff; }
    button { font: inherit; color: inherit; background: #3a363b; border: 1px solid #6d666e; border-radius: 6px; padding: .25rem .75rem; cursor: pointer; }
    :focus-visible { outline: 3px solid #9ecbff; outline-offset: 2px; }
    .badge { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483647; background: #b3261e; color: #fff; border-color: #fff; font: 15px system-ui, sans-serif; }`;

  const overlay = ({ list, old }) => {
    // What was hidden stays so until there is something else to tell.
    const key = JSON.stringify(list);
    const wasHidden = problems?.key === key && problems.folded;
    problems?.remove();
    problems = null;
    if (!list.length) return;
    problems = document.createElement('handbook-problems');
    problems.lang = 'en';
    problems.key = key;
    const root = problems.attachShadow({ mode: 'open' });
    const look = new CSSStyleSheet();
    look.replaceSync(CSS);
    root.adoptedStyleSheets = [look];
    const make = (name, text, parent) => {
      const element = document.createElement(name);
      element.textContent = text;
      parent.append(element);
      return element;
    };
    const count = list.length === 1 ? '1 problem' : `${list.length} problems`;
    const box = make('section', '', root);
    box.setAttribute('role', 'alert');
    const head = make('div', '', box);
    head.className = 'head';
    make('h2', count, head);
    const badge = make('button', count, root);
    badge.className = 'badge';
    badge.type = 'button';
    badge.hidden = true;
    const hide = make('button', 'Hide', head);
    hide.type = 'button';
    const mine = problems;
    const toggle = (hidden) => {
      mine.folded = hidden;
      box.hidden = hidden;
      badge.hidden = !hidden;
      badge.style.display = hidden ? '' : 'none';
    };
    toggle(wasHidden);
    hide.onclick = () => toggle(true);
    badge.onclick = () => toggle(false);
    box.onkeydown = (event) => event.key === 'Escape' && toggle(true);
    if (old) make('p', 'The page under this is the last one without these errors.', box);
    for (const { text, place } of list) {
      const pre = make('pre', '', box);
      const at = place ? text.indexOf(place.label) : -1;
      if (at < 0) {
        pre.textContent = text;
        continue;
      }
      pre.append(text.slice(0, at));
      make('a', place.label, pre).href = place.href;
      pre.append(text.slice(at + place.label.length));
    }
    document.documentElement.append(problems);
  };

  // In the translation view a button, or the key `a`, accepts a block: the one that has the focus, else the first
  // that can be seen.

  const accept = async (button) => {
    const desk = document.getElementById('desk');
    button.disabled = true;
    const query = new URLSearchParams({ ...button.dataset, locale: desk.dataset.locale, chapter: desk.dataset.chapter });
    const answer = await fetch(`/_/accept?${query}`, { method: 'POST', headers: { 'X-Handbook-Desk': desk.dataset.secret } });
    button.disabled = answer.ok;
    desk.textContent = (await answer.text()).trim();
    if (!answer.ok) button.parentElement.setAttribute('data-refused', desk.textContent);
  };

  addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('button[data-source]');
    if (button) accept(button);
  });

  addEventListener('keydown', (event) => {
    if (event.key !== 'a' || event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input:not([type=checkbox]), textarea')) return;
    const seen = (button) => button.getClientRects().length && button.getBoundingClientRect().bottom > 0;
    const all = [...document.querySelectorAll('button[data-source]:enabled')];
    const button = all.find((one) => one === document.activeElement) || all.find(seen);
    if (button) accept(button);
  });

  // Alt and a click on a block open its source.

  addEventListener('click', async (event) => {
    if (!event.altKey || !(event.target instanceof Element) || !event.target.closest('main')) return;
    event.preventDefault();
    const answer = await fetch(`/_/source?path=${encodeURIComponent(path)}`);
    if (!answer.ok) return;
    const places = new DOMParser().parseFromString(await answer.text(), 'text/html').body;
    const mark = findMark(event.target, places);
    if (mark) location.href = mark;
  }, true);

  // The marked body is the page's own, so a block is the one that has the same text and stands equally far down
  // among those of its kind.
  const findMark = (target, places) => {
    for (let at = target; at && at.nodeName !== 'MAIN'; at = at.parentElement) {
      const alike = (root) => [...root.querySelectorAll(at.localName)].filter((other) => other.textContent === at.textContent);
      const nth = alike(document.querySelector('main')).indexOf(at);
      const found = alike(places)[nth] || alike(places)[0];
      const mark = found?.closest('[data-at]')?.getAttribute('data-at');
      if (mark) return mark;
    }
    return places.querySelector('[data-at]')?.getAttribute('data-at');
  };
})();
