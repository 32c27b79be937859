// The transcript of an article in the colours of its speakers, and why each of them is taken for the speaker.
import { h, pressable, say } from "./dom";
import { bare, type Part, type Reading, type Said, type Step } from "./reading";

export function transcript(r: Reading): HTMLElement {
  return h("div.transcript", null, legend(r),
    ...r.paragraphs.map((p) => h("div.paragraph", null, ...p.map((s) => sentence(s, r)))),
    h("h3", null, "Who said what"), r.said.length ? h("ol.said", { "aria-label": "Who said what" }, ...r.said.map((s, i) => h("li", null, saidEntry(r, s, i)))) : h("p", null, "Nobody is quoted in this text."),
    h("h3", null, "This reading"), facts(r), timings(r.steps));
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

// timings are folded: they matter to who works on Parley.
function timings(steps: Step[]): HTMLElement | null {
  const whole = Math.max(...steps.map((s) => s.start + s.ms), 0.001);
  if (!steps.length) return null;
  return h("details", null, h("summary", null, `Made in ${milliseconds(whole)}: how long each step took`), h("dl.timings", null, ...steps.map((s) => {
    const bar = h("i");
    bar.style.setProperty("--from", `${(s.start / whole) * 100}%`);
    bar.style.setProperty("--width", `${(s.ms / whole) * 100}%`);
    return h("div", null, h("dt", null, s.name), h("dd", null, h("span.length", { "aria-hidden": "true" }, bar), h("span.ms", null, milliseconds(s.ms))));
  })));
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

function sentence(s: { number: number; parts: Part[] }, r: Reading): HTMLElement {
  return h("p.sentence", { "data-number": s.number, tabindex: "-1" }, h("span.number", null, s.number),
    h("span", null, ...s.parts.filter((p) => p.text).map((p) => part(p, r))));
}

// part is a piece of a sentence; what somebody says leads to why it is theirs, which opens below its sentence.
function part(p: Part, r: Reading): Node {
  if (p.said < 0) return document.createTextNode(p.text);
  const element = pressable(h("mark", { "aria-expanded": "false", class: p.quoted ? "" : "told", title: p.speaker || "speaker unclear" }, p.text),
    () => toggleWhy(element, r.why + p.said));
  if (!p.speaker) element.classList.add("unclear");
  return coloured(element, p.hue);
}

// toggleWhy shows below a sentence why a part of it is its speaker's, or takes that away again. One is open at a time in a sentence.
function toggleWhy(part: HTMLElement, address: string): void {
  const sentence = part.closest(".sentence")!;
  const open = part.getAttribute("aria-expanded") === "true";
  if (sentence.nextElementSibling?.matches(".why")) sentence.nextElementSibling.remove();
  sentence.querySelectorAll("mark").forEach((m) => m.setAttribute("aria-expanded", "false"));
  if (open) return;
  part.setAttribute("aria-expanded", "true");
  const box = h("div.why");
  sentence.after(box);
  explain(address, box);
}

function saidEntry(r: Reading, s: Said, index: number): HTMLElement {
  const details = h("details", null, h("summary", null, coloured(h("i.swatch", { class: s.speaker ? "" : "none", "aria-hidden": "true" }), s.hue),
    h("b", null, s.speaker || "speaker unclear"), s.role && `, ${s.role}`, " ", h("small", null, s.kind), h("span.words", null, s.text)));
  details.addEventListener("toggle", () => {
    if (!details.open || details.children.length > 1) return;
    const box = h("div.why");
    details.append(box);
    explain(`${r.why}${index}`, box);
  });
  return details;
}

interface Weight {
  name: string;
  value: number;
}

interface Why {
  speaker: string;
  sure: boolean;
  probability: number;
  by_rules?: boolean;
  cue: string;
  source: string;
  speakers: Weight[] | null;
  [reasons: string]: unknown;
}

const reasons: [string, string, boolean][] = [
  ["sources", "What may be the source of the cue", true],
  ["meanings", "Whom the source may mean", true],
  ["for_cue", "Why this cue and not the next best", false],
  ["for_source", "Why this source and not the next best", false],
  ["for_meaning", "Why it means this one and not the next best", false],
  ["for_probability", "What makes the speaker likely or not", false],
];

// explain says who is taken for the speaker, who else might have been, and, folded, how that was weighed.
async function explain(address: string, box: HTMLElement): Promise<void> {
  box.textContent = "…";
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) {
    box.textContent = "This reading is too old to be explained. Ask again, and it is fresh.";
    return;
  }
  const why: Why = await answer.json();
  const weighed = reasons.map(([key, title, share]) => weights(title, (why[key] ?? []) as Weight[], share)).filter((s) => s !== null);
  box.replaceChildren(h("p", null, verdict(why)), h("p", null, tie(why)), h("h4", null, why.speaker ? "Who else might have said it" : "Who might have said it"), others(why));
  if (weighed.length) box.append(h("details", null, h("summary", null, "How it was weighed"), ...weighed));
  box.scrollIntoView({ block: "nearest" });
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function verdict(why: Why): string {
  const p = why.probability ? ` (${percent(why.probability)})` : "";
  if (!why.speaker) return "The speaker is unclear.";
  return why.sure ? `${why.speaker}, surely${p}.` : `Perhaps ${why.speaker}${p}: not sure enough to be named.`;
}

function tie(why: Why): string {
  const cue = why.cue ? `The cue is “${why.cue}”; ` : "No word ties it to its source; ";
  return cue + (why.source ? `the source is “${why.source}”.` : "nobody is named there.");
}

const leastShare = 0.005;

function others(why: Why): HTMLElement {
  if (why.by_rules) return h("p", null, "Rules alone read this language: they weigh nobody against another, so there is no runner-up.");
  const rest = (why.speakers ?? []).filter((w) => w.name !== why.speaker && w.value >= leastShare);
  return rest.length ? h("dl.weights", null, ...rest.map((w) => row(w.name, percent(w.value)))) : h("p", null, why.speaker ? "Nobody else comes near." : "Nobody comes near.");
}

function row(name: string, figure: string): HTMLElement {
  return h("div", null, h("dt", null, name), h("dd", null, figure));
}

function weights(title: string, all: Weight[], share: boolean): HTMLElement | null {
  const shown = all.filter((w) => Math.abs(w.value) >= (share ? leastShare : 0.05));
  if (!shown.length) return null;
  const figure = (v: number) => (share ? percent(v) : (v > 0 ? "+" : "") + v.toFixed(1));
  return h("section", null, h("h4", null, title), h("dl.weights", null, ...shown.map((w) => row(w.name, figure(w.value)))));
}

// mark shows sentences of the transcript, nothing else marked, and why what a line of the card says is its speaker's.
export function mark(panel: HTMLElement, sentences: number[], line: string): void {
  const found = sentences.map((n) => panel.querySelector<HTMLElement>(`.sentence[data-number="${n}"]`)).filter((s) => s !== null);
  found.forEach((s) => s.classList.add("marked"));
  found[0]?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  const parts = found.flatMap((s) => [...s.querySelectorAll<HTMLElement>("mark")]);
  (parts.find((p) => bare(line).includes(bare(p.textContent ?? ""))) ?? parts[0])?.click();
  say(`Sentence ${sentences.join(", ")}: ${found.map((s) => s.lastChild?.textContent).join(" ")}`);
}
