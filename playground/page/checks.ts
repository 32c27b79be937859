// What was held against the article: what was doubted, put right and left out, and by which rule.
import { h } from "./dom";
import type { Line, Reading } from "./reading";

export function checks(r: Reading): HTMLElement {
  const { checks, not_heard: absent } = r.brief;
  const lines = r.lines ?? [];
  const doubted = lines.filter((l) => l.doubts?.length);
  const mended = lines.filter((l) => !l.gone && l.now && l.now !== l.text);
  return h("div.checks", null,
    h("dl.facts", null, fact("Quotations in the article", checks.quotations), fact("Lines drafted", lines.length + checks.dropped.length),
      fact("Doubted", doubted.length), fact("Put right", mended.length), fact("Left out", checks.dropped.length)),
    secondReading(r),
    part("Left out", "Nothing was left out.", checks.dropped.map((d) => h("li", null, h("b", null, d.what), " ", d.why))),
    part("Doubted", "No rule doubted a line.", doubted.map(doubt)),
    mended.length ? part("Put right", "", mended.map((l) => h("li", null, h("s", null, l.text), " ", l.now))) : null,
    part("Stands", "No line stands.", lines.filter((l) => !l.gone).map((l) => h("li", null, l.now || l.text, l.by && h("small", null, ` ${l.by}`)))),
    absent.length ? part("Not heard", "", absent.map((a) => h("li", null, a.name))) : null);
}

function fact(name: string, value: number): HTMLElement {
  return h("div", null, h("dt", null, name), h("dd", null, value));
}

function part(title: string, nothing: string, entries: HTMLElement[]): HTMLElement {
  return h("section", null, h("h3", null, title), entries.length ? h("ul", null, ...entries) : h("p", null, nothing));
}

function doubt(l: Line): HTMLElement {
  return h("li", null, h("span", null, l.text), h("small", null, ` ${l.doubts?.join("; ")}: ${l.gone ? "left out" : "kept"}`));
}

function secondReading(r: Reading): HTMLElement | null {
  const second = r.brief.checks.second_reading;
  if (!second) return h("p", null, "Nobody read the lines a second time: there is no model, so what a rule doubts is left out.");
  const trusted = second.trusted ? "" : " Its answer was not trusted, so what a rule doubts is left out.";
  return h("p", null, `${second.model} read ${second.asked} lines again: ${second.mended} put right, ${second.dropped} found wrong.${trusted}`);
}
