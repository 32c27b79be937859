// The transcript of an article in the colours of its speakers, and why each of them is taken for the speaker.
import { append, h, say } from "./dom";
import type { Part, Reading, Said, Step } from "./reading";

export function transcript(r: Reading): HTMLElement {
  const list = h("ol.said", { "aria-label": "Who said what" }, ...r.said.map((s, i) => h("li", null, saidEntry(r, s, i))));
  return h("div.transcript", null, facts(r), timings(r.steps), legend(r),
    ...r.paragraphs.map((p) => h("div.paragraph", null, ...p.map((s) => sentence(s, list)))),
    h("h3", null, "Who said what, and why"), r.said.length ? list : h("p", null, "Nobody is quoted in this text."));
}

function facts(r: Reading): HTMLElement {
  const { brief } = r;
  const rows: [string, string][] = brief.sources.map((s): [string, string] => [s.site || "Article", `${s.words} words, ${s.partial ? "part of the text" : "full text"}, ${s.language || "language unknown"}`]);
  rows.push(["Quotations", `${brief.quotes.length}`], ["Written by", brief.writer.name === "model" ? brief.writer.model : "no model"]);
  return h("dl.facts", null, ...rows.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))));
}

// milliseconds shows a time that may be very short.
export function milliseconds(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}

function timings(steps: Step[]): HTMLElement | null {
  const whole = Math.max(...steps.map((s) => s.start + s.ms), 0.001);
  if (!steps.length) return null;
  return h("dl.timings", { "aria-label": "How long each step took" }, ...steps.map((s) => {
    const bar = h("i");
    bar.style.setProperty("--from", `${(s.start / whole) * 100}%`);
    bar.style.setProperty("--width", `${(s.ms / whole) * 100}%`);
    return h("div", null, h("dt", null, s.name), h("dd", null, h("span.length", { "aria-hidden": "true" }, bar), h("span.ms", null, milliseconds(s.ms))));
  }));
}

function coloured<E extends HTMLElement>(element: E, hue: number): E {
  element.style.setProperty("--hue", String(hue));
  return element;
}

function legend(r: Reading): HTMLElement | null {
  if (!r.speakers.length) return null;
  return h("ul.legend", { "aria-label": "Speakers" }, ...r.speakers.map((s) =>
    h("li", { title: s.role || null }, coloured(h("i.swatch", { "aria-hidden": "true" }), s.hue), s.name)));
}

function sentence(s: { number: number; parts: Part[] }, said: HTMLElement): HTMLElement {
  return h("p.sentence", { "data-number": s.number, tabindex: "-1" }, h("span.number", null, s.number),
    h("span", null, ...s.parts.filter((p) => p.text).map((p) => part(p, said))));
}

// part is a piece of a sentence; what somebody says leads to why it is theirs.
function part(p: Part, said: HTMLElement): Node {
  if (p.said < 0) return document.createTextNode(p.text);
  const look = () => {
    const entry = said.children[p.said]?.querySelector("details");
    if (!entry) return;
    entry.open = true;
    entry.scrollIntoView({ block: "nearest" });
    entry.querySelector("summary")?.focus();
  };
  const element = h("mark", { role: "button", tabindex: "0", class: p.quoted ? "" : "told", title: p.speaker || "speaker unclear", onclick: look,
    onkeydown: (e: KeyboardEvent) => e.key === "Enter" && look() }, p.text);
  if (!p.speaker) element.classList.add("unclear");
  return coloured(element, p.hue);
}

function saidEntry(r: Reading, s: Said, index: number): HTMLElement {
  const details = h("details", null, h("summary", null, coloured(h("i.swatch", { class: s.speaker ? "" : "none", "aria-hidden": "true" }), s.hue),
    h("b", null, s.speaker || "speaker unclear"), s.role && `, ${s.role}`, " ", h("small", null, s.kind), h("span.words", null, s.text)));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) explain(`${r.why}${index}`, details);
  });
  return details;
}

interface Weight {
  name: string;
  value: number;
}

const reasons: [string, string, boolean][] = [
  ["speakers", "Who may speak, with shares", true],
  ["sources", "What may be the source of the cue", true],
  ["meanings", "Whom the source may mean", true],
  ["for_cue", "Why this cue and not the next best", false],
  ["for_source", "Why this source and not the next best", false],
  ["for_meaning", "Why it means this one and not the next best", false],
  ["for_probability", "What makes the speaker likely or not", false],
];

async function explain(address: string, into: HTMLElement): Promise<void> {
  const box = h("div.why", null, "…");
  into.append(box);
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) {
    box.textContent = "This reading is too old to be explained. Ask again, and it is fresh.";
    return;
  }
  const why = await answer.json();
  box.replaceChildren(h("p", null, verdict(why)), h("p", null, tie(why)));
  if (why.by_rules) box.append(h("p", null, "Rules alone read this language: they weigh nothing, so there are no shares."));
  for (const [key, title, share] of reasons) append(box, [weights(title, why[key] ?? [], share)]);
  box.scrollIntoView({ block: "nearest" });
}

function verdict(why: { speaker: string; sure: boolean; probability: number }): string {
  const p = why.probability ? ` (${why.probability.toFixed(2)})` : "";
  if (!why.speaker) return "The speaker is unclear.";
  return why.sure ? `${why.speaker}, surely${p}.` : `Perhaps ${why.speaker}${p}: not sure enough to be named.`;
}

function tie(why: { cue: string; source: string }): string {
  const cue = why.cue ? `The cue is “${why.cue}”; ` : "No word ties it to its source; ";
  return cue + (why.source ? `the source is “${why.source}”.` : "nobody is named there.");
}

function weights(title: string, all: Weight[], share: boolean): HTMLElement | null {
  const shown = all.filter((w) => Math.abs(w.value) >= (share ? 0.005 : 0.05));
  if (!shown.length) return null;
  const figure = (v: number) => (share ? v.toFixed(2) : (v > 0 ? "+" : "") + v.toFixed(1));
  return h("section", null, h("h4", null, title), h("dl.weights", null, ...shown.map((w) => h("div", null, h("dt", null, w.name), h("dd", null, figure(w.value))))));
}

// mark shows sentences of the transcript, and nothing else marked.
export function mark(panel: HTMLElement, sentences: number[]): void {
  const found = sentences.map((n) => panel.querySelector<HTMLElement>(`.sentence[data-number="${n}"]`)).filter((s) => s !== null);
  found.forEach((s) => s.classList.add("marked"));
  found[0]?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  say(`Sentence ${sentences.join(", ")}: ${found.map((s) => s.lastChild?.textContent).join(" ")}`);
}
