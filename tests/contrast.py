"""A look at a page in a browser: which text is too faint to be read?"""

from __future__ import annotations

#: Contrast of every visible text against the nearest painted background, by WCAG 2.1 (relative luminance, 1.4.3).
CONTRAST = """
() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return {r: m[0], g: m[1], b: m[2], a: m[3] ?? 1}; };
  const lum = c => { const f = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
    return .2126 * f(c.r) + .7152 * f(c.g) + .0722 * f(c.b); };
  const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.a > .5) return c; } return {r: 255, g: 255, b: 255}; };
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.getClientRects().length || e.tagName === 'title') continue;
    const style = getComputedStyle(e);
    const ink = parse(e.namespaceURI.endsWith('svg') ? style.fill : style.color);
    const box = e.tagName === 'text' && e.parentElement.querySelector('.box');
    const back = box ? parse(getComputedStyle(box).fill) : ground(e);
    const [a, b] = [lum(ink), lum(back)].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) low.push(e.tagName + '.' + e.getAttribute('class')
      + ': ' + e.textContent.slice(0, 40));
  }
  return low;
}
"""
