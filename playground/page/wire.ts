// What goes over the wire between the bot and the playground, and faults on demand.
import { h } from "./dom";
import { act, store } from "./app";
import type { Event } from "./types";

type Entry = Event["data"];

const most = 400;
const longPart = /\/[\w-]{24,}/g; // an interaction's token
const quiet = new Set([1, 11]); // heartbeats and their answers

const faults: [string, string][] = [
  ["error", "The next call: error 500"],
  ["limit", "The next call: rate limit"],
  ["cut", "The next call: answer lost"],
  ["drop", "Drop the gateway"],
  ["reconnect", "Ask for a reconnect"],
];

export class Wire {
  private readonly rows = h("ol.wire-rows", { "aria-label": "Calls and events, newest last" });
  readonly element = h("div.wire", null,
    h("div.faults", { role: "group", "aria-label": "Faults" }, ...faults.map(([name, label]) =>
      h("button.button.secondary", { type: "button", onclick: () => act("fault", { name }) }, label))), this.rows);
  private entries: Entry[] = [];
  private scroller: HTMLElement | null = null;

  constructor() {
    store.on("snapshot", (data) => this.restart(data.wire));
    store.on("wire", (d: Entry) => this.add(d));
  }

  private restart(entries: Entry[]): void {
    this.entries = entries.filter((d) => this.tells(d));
    if (this.scroller) this.rows.replaceChildren(...this.entries.map(row));
  }

  // follow draws while the log is looked at, and only then.
  follow(scroller: HTMLElement | null): void {
    this.scroller = scroller;
    this.rows.replaceChildren(...(scroller ? this.entries.map(row) : []));
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
  }

  private tells(d: Entry): boolean {
    return d.dir === "rest" || !quiet.has(d.op);
  }

  private add(d: Entry): void {
    if (!this.tells(d)) return;
    this.entries.push(d);
    if (this.entries.length > most) this.entries.shift();
    if (!this.scroller) return;
    const atEnd = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 60;
    this.rows.append(row(d));
    if (this.rows.childElementCount > most) this.rows.firstElementChild?.remove();
    if (atEnd) this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}

const ops: { [op: number]: string } = { 0: "DISPATCH", 2: "IDENTIFY", 3: "PRESENCE", 6: "RESUME", 7: "RECONNECT", 9: "INVALID SESSION", 10: "HELLO" };

// row shows one call or event; what it holds is drawn when it is opened.
function row(d: Entry): HTMLElement {
  const failed = d.dir === "rest" && (d.status >= 400 || d.fault);
  const title = d.dir === "rest" ? [h("b", null, d.method), " ", d.path.replace(longPart, "/…"), h("span.status", { class: failed ? "bad" : "" }, ` ${d.status || "none"} · ${Math.round(d.ms ?? 0)} ms`)]
    : [h("b", null, d.dir === "in" ? "bot →" : "→ bot"), " ", d.t || ops[d.op] || `op ${d.op}`, h("span.status", null, ` ${d.size ?? ""} bytes`)];
  const details = h("details", null, h("summary", null, ...title));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(...contents(d));
  });
  return h("li", null, details);
}

function contents(d: { dir: string; body?: unknown; answer?: unknown; d?: unknown }): HTMLElement[] {
  const block = (title: string, value: unknown) => (value === undefined || value === null || value === "" ? [] :
    [h("h4", null, title), h("pre", { tabindex: "0" }, typeof value === "string" ? value : JSON.stringify(value, null, 1))]);
  return d.dir === "rest" ? [...block("asked", d.body), ...block("answered", d.answer)] : block("data", d.d);
}
