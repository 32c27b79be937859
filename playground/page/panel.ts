// The operator's panel: what is behind a brief. It is hidden until there is one.
import { byId, h, icon } from "./dom";
import { store } from "./app";
import { checks } from "./checks";
import { questionList } from "./questions";
import { keepReading, readings, type Question, type Reading } from "./reading";
import { transcript, mark } from "./transcript";
import { Wire } from "./wire";

const tabs = ["Transcript", "Checks", "Model", "Wire"] as const;
type Tab = (typeof tabs)[number];

export class Panel {
  private readonly element = byId("panel");
  private readonly body = byId("panel-body");
  private readonly toggle = byId("open-panel");
  private tab: Tab = "Transcript";
  private shown: Reading | null = null;
  private readonly questions: Question[] = [];
  private readonly wire = new Wire();
  private seen = false; // there was a brief

  constructor() {
    this.toggle.append(icon("panel"));
    this.toggle.addEventListener("click", () => this.open(this.element.hidden === true));
    byId("close-panel").append(icon("close"));
    byId("close-panel").addEventListener("click", () => this.open(false));
    this.drawTabs();
    store.on("snapshot", (data) => this.restart(data.told ?? []));
    store.on("told", (t) => this.hear(t, true));
    store.on("mark", (found) => this.mark(found.reading, found.sentences));
    document.addEventListener("keydown", (e) => e.key === "Escape" && matchMedia("(max-width: 800px)").matches && !this.element.hidden && this.open(false));
  }

  private restart(told: { kind: string; data: unknown }[]): void {
    readings.length = this.questions.length = 0;
    this.shown = null;
    for (const t of told) this.hear(t, false);
    if (this.seen) this.draw();
  }

  private hear(t: { kind: string; data: unknown }, now: boolean): void {
    if (t.kind === "question") this.questions.push(t.data as Question);
    if (t.kind === "reading") {
      keepReading(t.data as Reading);
      this.shown = t.data as Reading;
      this.appear();
    }
    if (now && !this.element.hidden && this.tab !== "Wire") this.draw();
  }

  // appear slides in at the first brief, where there is room for it beside the messages.
  private appear(): void {
    if (this.seen) return;
    this.seen = true;
    this.toggle.hidden = false;
    if (matchMedia("(min-width: 1100px)").matches) this.open(true, false);
  }

  private open(yes: boolean, focus = true): void {
    this.element.hidden = !yes;
    document.body.classList.toggle("panel-open", yes);
    this.toggle.setAttribute("aria-expanded", String(yes));
    if (yes) this.draw();
    if (!focus) return;
    if (yes) byId("tab-" + this.tab).focus();
    else this.toggle.focus();
  }

  private drawTabs(): void {
    const list = byId("panel-tabs");
    list.replaceChildren(...tabs.map((name) => h("button.tab", { type: "button", role: "tab", id: "tab-" + name, "aria-controls": "panel-body",
      "aria-selected": String(name === this.tab), tabindex: name === this.tab ? "0" : "-1", onclick: () => this.choose(name) }, name)));
    list.onkeydown = (e) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      if (step) this.choose(tabs[(tabs.indexOf(this.tab) + step + tabs.length) % tabs.length]);
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
    this.body.replaceChildren(this.picker(), this.content());
    this.wire.follow(this.tab === "Wire" ? this.body : null);
  }

  // picker chooses among the readings of this session.
  private picker(): Node {
    if (this.tab === "Wire" || readings.length < 2) return document.createTextNode("");
    return h("select.readings", { "aria-label": "Which reading", onchange: (e: Event) => {
      this.shown = readings.find((r) => String(r.id) === (e.target as HTMLSelectElement).value) ?? null;
      this.draw();
    } }, ...[...readings].reverse().map((r) => h("option", { value: r.id, selected: r.id === this.shown?.id }, r.brief.headline || r.title)));
  }

  private content(): Node {
    if (this.tab === "Wire") return this.wire.element;
    const r = this.shown;
    if (!r) return h("p.nothing", null, "Nothing read yet. Paste a link, and its sentences stand here in the colours of their speakers.");
    if (this.tab === "Checks") return checks(r);
    if (this.tab === "Model") return questionList(r, this.questions.filter((q) => q.reading === r.id));
    return transcript(r);
  }

  private mark(reading: Reading, sentences: number[]): void {
    this.shown = reading;
    this.tab = "Transcript";
    this.seen = true;
    this.drawTabs();
    this.open(true, false);
    mark(this.body, sentences);
  }
}
