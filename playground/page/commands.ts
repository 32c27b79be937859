// Slash commands: the list that opens at "/", and the form for the options of the one that was chosen.
import { byId, h, iconButton } from "./dom";
import { complain, interact, place, store } from "./app";
import { field, type Field } from "./options";
import type { Item } from "./listbox";
import type { Command, Interaction, Option } from "./types";

// A Leaf is what can be run: a command, or a subcommand of one.
interface Leaf {
  command: Command;
  path: string[];
  name: string;
  description: string;
  options: Option[];
}

const subcommand = 1;
const group = 2;
const mostOpen = 3; // optional fields that are shown without being asked for

function leaves(command: Command): Leaf[] {
  const under = (path: string[], from: { description: string; options?: Option[] }): Leaf[] => {
    const inner = (from.options ?? []).filter((o) => o.type === subcommand || o.type === group);
    if (inner.length) return inner.flatMap((o) => under([...path, o.name], o));
    return [{ command, path, name: [command.name, ...path].join(" "), description: from.description, options: from.options ?? [] }];
  };
  return under([], command);
}

function allLeaves(): Leaf[] {
  return store.commandsIn(place.channel, 1).flatMap(leaves);
}

// offers are the commands that fit what is typed after the slash.
export function offers(typed: string, choose: (leaf: Leaf) => void): Item[] {
  const words = typed.toLowerCase();
  const fit = allLeaves().filter((leaf) => leaf.name.includes(words));
  return fit.map((leaf) => ({ id: leaf.name, choose: () => choose(leaf), content: [
    h("b", null, "/" + leaf.name), " ", h("span.about", null, leaf.description),
    h("span.option-names", { "aria-hidden": "true" }, ...leaf.options.slice(0, 4).map((o) => h("span", null, o.name))),
  ] }));
}

// exact is the command of that name, if there is one.
export function exact(name: string): Leaf | undefined {
  return allLeaves().find((leaf) => leaf.name === name);
}

export class CommandForm {
  private leaf: Leaf | null = null;
  private fields: Field[] = [];
  private readonly place = byId("command");

  constructor(private readonly closed: () => void) {
    store.on("fill", (d) => this.fill(d.command, d.values));
    store.on("moved", () => this.close());
  }

  get isOpen(): boolean {
    return this.leaf !== null;
  }

  private fill(name: string, values: { [option: string]: string }): void {
    const leaf = exact(name);
    if (!leaf) return complain(new Error(`You may not use /${name}, or the bot is not there.`));
    this.show(leaf);
    for (const f of this.fields) if (f.option.name in values) f.set(values[f.option.name]);
    for (const f of this.fields) if (f.option.name in values) f.element.closest("details")?.setAttribute("open", "");
  }

  show(leaf: Leaf): void {
    this.leaf = leaf;
    const asking = { command: leaf.command.id, path: leaf.path, given: () => this.values() };
    this.fields = leaf.options.map((o) => field(o, asking));
    const needed = this.fields.filter((f) => f.option.required);
    const optional = this.fields.filter((f) => !f.option.required);
    const form = h("form.command-form", { novalidate: true, "aria-label": `/${leaf.name}` },
      h("div.command-head", null, h("h2", null, "/" + leaf.name), h("p", null, leaf.description), iconButton("close", "Close the command", () => this.close())),
      this.note(),
      h("div.fields", null, ...needed.map((f) => f.element), optional.length ? this.folded(optional, needed.length > 0) : null),
      h("p.error", { role: "alert", hidden: true }),
      h("div.actions", null, h("button.button.primary", { type: "submit" }, "Run")));
    let running = false;
    form.addEventListener("submit", async (e) => {
      e.preventDefault();
      if (running) return;
      running = true;
      await this.run();
      running = false;
    });
    form.addEventListener("keydown", (e) => this.key(e, form));
    this.place.replaceChildren(form);
    this.place.hidden = false;
    (this.fields[0]?.control ?? form.querySelector<HTMLElement>("[type=submit]"))?.focus();
  }

  // note is what Discord's own form leaves to be found out.
  private note(): HTMLElement | null {
    const notes: string[] = [];
    if (this.fields.length > 1 && !this.fields.some((f) => f.option.required)) notes.push("One field is enough.");
    if (this.fields.some((f) => f.option.name === "text")) {
      notes.push("As in Discord, text is a single line: line ends become blanks. A long text does better as a file, or as a message: its menu has “Who said what?”.");
    }
    return notes.length ? h("p.form-note", null, notes.join(" ")) : null;
  }

  // folded shows few optional fields as they are, and puts many behind one line.
  private folded(optional: Field[], others: boolean): HTMLElement {
    const fields = h("div.fields", null, ...optional.map((f) => f.element));
    if (optional.length <= mostOpen) return fields;
    return h("details", { open: !others }, h("summary", null, `${optional.length} more, all optional: ${optional.slice(0, 4).map((f) => f.option.name).join(", ")} …`), fields);
  }

  private key(e: KeyboardEvent, form: HTMLFormElement): void {
    if (e.defaultPrevented || e.isComposing) return;
    if (e.key === "Escape") this.close();
    else if (e.key === "Enter" && !e.shiftKey && e.target instanceof HTMLTextAreaElement) {
      e.preventDefault();
      form.requestSubmit();
    }
  }

  private async values(): Promise<{ [name: string]: unknown }> {
    const values: { [name: string]: unknown } = {};
    for (const f of this.fields) {
      const value = await f.read();
      if (value !== undefined) values[f.option.name] = value;
    }
    return values;
  }

  // problem is what stands against running, and where.
  private problem(): [string, Field] | null {
    for (const f of this.fields) {
      if (f.control.validity.valueMissing) return [`${f.option.name} is needed.`, f];
      if (!f.control.validity.valid) return [`${f.option.name}: ${f.control.validationMessage}`, f];
    }
    return null;
  }

  private async run(): Promise<void> {
    const leaf = this.leaf;
    const problem = this.problem();
    if (problem) return this.complain(problem[0], problem[1]);
    if (!leaf) return;
    try {
      const options = await this.values();
      await interact("command", { channel: place.channel, command: leaf.command.id, path: leaf.path, options }, (i: Interaction) => {
        if (i.status === "failed") complain(new Error(`/${leaf.name}: ${i.error ?? "This interaction failed"}`));
      });
      store.emit("quiet-end");
      if (this.leaf === leaf) this.close();
    } catch (e) {
      this.complain(e instanceof Error ? e.message : String(e));
    }
  }

  private complain(text: string, at?: Field): void {
    const error = this.place.querySelector<HTMLElement>("form > .error");
    if (error) {
      error.textContent = text;
      error.hidden = false;
    }
    at?.element.closest("details")?.setAttribute("open", "");
    at?.control.focus();
  }

  close(): void {
    if (!this.leaf) return;
    this.leaf = null;
    this.place.hidden = true;
    this.place.replaceChildren();
    this.closed();
  }
}
