// Functions that run inside the page. Each must be self-contained: it is sent
// to the browser as source text.

/** Every reference the document makes, and every id it offers. */
export function collect() {
  const links = [];
  const add = (el, attr, value) => links.push({
    attr, value,
    tag: el.localName,
    rel: (el.getAttribute('rel') || '').toLowerCase(),
    html: el.cloneNode(false).outerHTML.slice(0, 160),
  });
  const cssUrls = (el, attr, css) => {
    for (const m of css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"\s]+))\s*\)|@import\s+["']([^"']*)["']/g)) {
      add(el, attr, m[1] ?? m[2] ?? m[3] ?? m[4]);
    }
  };
  const walk = root => {
    for (const el of root.querySelectorAll('*')) {
      for (const attr of ['href', 'src', 'xlink:href', 'poster', 'action', 'formaction', 'background', 'manifest']) {
        if (el.hasAttribute(attr)) add(el, attr, el.getAttribute(attr));
      }
      if (el.localName === 'object' && el.hasAttribute('data')) add(el, 'data', el.getAttribute('data'));
      for (const attr of ['srcset', 'imagesrcset']) {
        // A candidate ends at white space, so a comma inside a data: URL is no separator.
        for (const m of (el.getAttribute(attr) || '').matchAll(/[^\s,]\S*/g)) {
          const value = m[0].replace(/,+$/, '');
          if (!/^[\d.]+[wxh]$/.test(value)) add(el, attr, value);
        }
      }
      if (el.localName === 'meta' && /^refresh$/i.test(el.getAttribute('http-equiv') || '')) {
        const m = /url\s*=\s*['"]?([^'"]*)/i.exec(el.getAttribute('content') || '');
        if (m) add(el, 'content', m[1].trim());
      }
      if (el.localName === 'style') cssUrls(el, 'style', el.textContent);
      if (el.hasAttribute('style')) cssUrls(el, 'style', el.getAttribute('style'));
      if (el.localName === 'template') walk(el.content);
    }
  };
  walk(document);
  return { links, ids: [...document.querySelectorAll('[id]')].map(el => el.id) };
}

/** What a reader without JavaScript must find on the page. */
export function structure(mayLackNav) {
  const problems = [];
  const visible = el => el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const h1 = [...document.querySelectorAll('h1')];
  if (h1.length !== 1) problems.push(`${h1.length} h1 elements, expected exactly 1`);
  else if (!visible(h1[0]) || !h1[0].textContent.trim()) problems.push('the h1 is not visible or empty');
  const main = document.querySelector('main');
  if (!main) problems.push('no main element');
  else if (!visible(main) || main.innerText.trim().length < (mayLackNav ? 1 : 20)) problems.push('main shows no text (fewer than 20 characters)');
  // A link in a closed <details> is reachable without JavaScript.
  const nav = [...document.querySelectorAll('nav a[href]')];
  if (!mayLackNav && !nav.some(a => visible(a) || a.closest('details:not([open])'))) {
    problems.push(nav.length ? 'none of the nav links can be reached' : 'no links in a nav element');
  }
  return problems;
}

/** Horizontal overflow of the page at the given viewport width. */
export function overflow(width) {
  const root = document.documentElement;
  const path = el => {
    const out = [];
    for (let e = el; e && e !== document.body && e !== root && out.length < 3; e = e.parentElement) {
      out.unshift(e.localName + (e.id ? `#${e.id}` : e.classList.length ? `.${[...e.classList].join('.')}` : ''));
      if (e.id) break;
    }
    return out.join(' > ') || el.localName;
  };
  const culprits = scope => {
    const found = [];
    for (const el of scope.querySelectorAll('*')) {
      const box = el.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || box.right + scrollX <= width + 1) continue;
      let clipped = false;
      for (let e = el.parentElement; e && e !== document.body && e !== root; e = e.parentElement) {
        if (getComputedStyle(e).overflowX !== 'visible') { clipped = true; break; }
      }
      if (!clipped) found.push([el, Math.round(box.right + scrollX)]);
      if (found.length === 300) break;
    }
    return found.filter(([el]) => !found.some(([other]) => other !== el && el.contains(other)))
      .slice(0, 3).map(([el, right]) => `${path(el)} ends at ${right}px`);
  };
  if (innerWidth !== width) return [`the viewport is ${innerWidth}px wide, not ${width}px`];
  if (root.scrollWidth > width) {
    return [`scrolls sideways: ${root.scrollWidth}px of content in ${width}px; ${culprits(document).join('; ')}`];
  }
  // Hiding the scroll bar does not help: the content is then cut off.
  const hidden = [root, document.body].some(el => el && ['hidden', 'clip'].includes(getComputedStyle(el).overflowX));
  const main = document.querySelector('main');
  const cut = hidden && main ? culprits(main) : [];
  return cut.length ? [`content cut off at ${width}px by overflow-x: ${cut.join('; ')}`] : [];
}

/** A fingerprint of the colours on the page and of how the scripts left it. */
export function colours() {
  let hash = 0;
  const mix = text => { for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0; };
  for (const el of [document.documentElement, document.body]) for (const a of el.attributes) mix(`${a.name}=${a.value};`);
  for (const el of document.querySelectorAll('*')) {
    const style = getComputedStyle(el);
    mix(el.localName + style.color + style.backgroundColor + style.borderTopColor + style.display);
  }
  return hash;
}

/** Runs the accessibility rules of the given tags. */
export async function runAxe(tags) {
  const result = await window.axe.run(document, {
    runOnly: { type: 'tag', values: tags },
    resultTypes: ['violations'],
    preload: false, // it would fetch style sheets
  });
  return {
    applied: result.passes.length + result.violations.length,
    violations: result.violations.flatMap(v => v.nodes.map(n => ({
      rule: v.id,
      impact: v.impact,
      selector: n.target.flat().join(' '),
      html: n.html.replace(/\s+/g, ' ').slice(0, 200),
      message: [...n.any, ...n.all, ...n.none].map(c => c.message).slice(0, 1).join('').replace(/\s+/g, ' ').slice(0, 200) || v.help,
    }))),
  };
}
