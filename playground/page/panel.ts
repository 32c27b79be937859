// The operator's panel: what is behind a brief. There is none to open until there is a brief.
import { byId, h, icon, tap } from "./dom";
import { store } from "./app";
import { checks } from "./checks";
import { questionList } from "./questions";
import { keepReading, readings, type Question, type Reading } from "./reading";
import { format } from "./time";
import { transcript, mark } from "./transcript";
import { Wire } from "./wire";

// What there is to see, and what it is.
const tabs = {
  Transcript: `The article as Parley read it, in a colour for each speaker. ${tap} coloured words to see why they are this speaker’s, and who else might have said them.`,
  Checks: "How each line of the brief was held against the article before you saw it: what stands, what was doubted, put right or left out, and why.",
  Model: "What a language model was asked for this brief, what it answered, and what that cost.",
  Wire: "What the bot and this Discord say to each other, and faults of Discord to try the bot with.",
};
type Tab = keyof typeof tabs;
const names = Object.keys(tabs) as Tab[];

export class Panel {
  private readonly element = byId("panel");
  private readonly body = byId("panel-body");
  private readonly toggle = byId("open-panel");
  private tab: Tab = "Transcript";
  private shown: Reading | null = null;
  private readonly questions: Question[] = [];
  private readonly wire = new Wire();
  private from: HTMLElement = this.toggle; // what opened it, where the focus goes back to

  constructor() {
    this.toggle.addEventListener("click", () => {
      this.from = this.toggle;
      this.open(this.element.hidden === true);
    });
    byId("close-panel").append(icon("close"));
    byId("close-panel").addEventListener("click", () => this.open(false));
    this.drawTabs();
    store.on("snapshot", (data) => this.restart(data.told ?? []));
    store.on("told", (t) => this.hear(t, true));
    store.on("mark", (found) => this.mark(found.reading, found.sentences, found.text));
    document.addEventListener("keydown", (e) => e.key === "Escape" && matchMedia("(max-width: 800px)").matches && !this.element.hidden && this.open(false));
  }

  private restart(told: { kind: string; data: unknown }[]): void {
    readings.length = this.questions.length = 0;
    this.shown = null;
    for (const t of told) this.hear(t, false);
    if (!this.element.hidden) this.draw();
  }

  private hear(t: { kind: string; data: unknown }, now: boolean): void {
    if (t.kind === "question") this.questions.push(t.data as Question);
    if (t.kind === "reading") {
      keepReading(t.data as Reading);
      this.shown = t.data as Reading;
      this.toggle.hidden = false;
    }
    if (now && !this.element.hidden && this.tab !== "Wire") this.draw();
  }

  private open(yes: boolean, focus = true): void {
    this.element.hidden = !yes;
    document.body.classList.toggle("panel-open", yes);
    this.toggle.setAttribute("aria-expanded", String(yes));
    if (yes) this.draw();
    if (!focus) return;
    if (yes) byId("tab-" + this.tab).focus();
    else (this.from.isConnected ? this.from : this.toggle).focus();
  }

  private drawTabs(): void {
    const list = byId("panel-tabs");
    list.replaceChildren(...names.map((name) => h("button.tab", { type: "button", role: "tab", id: "tab-" + name, "aria-controls": "panel-body",
      "aria-selected": String(name === this.tab), tabindex: name === this.tab ? "0" : "-1", onclick: () => this.choose(name) }, name)));
    list.onkeydown = (e) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      if (step) this.choose(names[(names.indexOf(this.tab) + step + names.length) % names.length]);
    };
  }

  private choose(tab: Tab): void {
    this.tab = tab;
    this.drawTabs();
    this.body.scrollTop = 0;
    this.draw();
    byId("tab-" + tab).focus();
  }

  private draw(): void {
    this.body.setAttribute("aria-labelledby", "tab-" + this.tab);
    this.body.replaceChildren(h("p.about-tab", null, tabs[this.tab]), this.picker(), this.content());
    this.wire.follow(this.tab === "Wire" ? this.body : null);
  }

  // picker chooses among the readings of this session, of which several may be of one article.
  private picker(): Node {
    if (this.tab === "Wire" || readings.length < 2) return document.createTextNode("");
    return h("select.readings", { "aria-label": "Which reading", onchange: (e: Event) => {
      this.shown = readings.find((r) => String(r.id) === (e.target as HTMLSelectElement).value) ?? null;
      this.draw();
    } }, ...[...readings].reverse().map((r) => h("option", { value: r.id, selected: r.id === this.shown?.id }, `${r.id}. ${format(new Date(r.made), "T")} · ${r.brief.headline || r.title}`)));
  }

  private content(): Node {
    if (this.tab === "Wire") return this.wire.element;
    const r = this.shown;
    if (!r) return h("p.nothing", null, "Nothing read yet. Paste a link, and its sentences stand here in the colours of their speakers.");
    if (this.tab === "Checks") return checks(r);
    if (this.tab === "Model") return questionList(r, this.questions.filter((q) => q.reading === r.id));
    return transcript(r);
  }

  private mark(reading: Reading, sentences: number[], text: string): void {
    this.from = document.querySelector<HTMLElement>(".traced.chosen") ?? this.toggle;
    this.shown = reading;
    this.tab = "Transcript";
    this.drawTabs();
    this.open(true, false);
    mark(this.body, sentences, text);
  }
}
