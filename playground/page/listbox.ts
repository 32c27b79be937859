// An own listbox under a text field: the browser's datalist cannot be styled. The field keeps the focus.
import { h } from "./dom";

export interface Item {
  id: string;
  content: (Node | string)[];
  choose(): void;
}

let lists = 0;

export class Listbox {
  private readonly list = h("div.listbox-items", { role: "listbox", id: `listbox-${++lists}`, tabindex: "-1" });
  private readonly note = h("p.listbox-note", { "aria-hidden": "true" });
  readonly element = h("div.listbox", { hidden: true }, this.list, this.note);
  private items: Item[] = [];
  private at = 0;

  constructor(private readonly field: HTMLElement, label: string, private readonly chooseFirst: boolean) {
    this.list.setAttribute("aria-label", label);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("role", "combobox");
  }

  get open(): boolean {
    return !this.element.hidden;
  }

  // show offers items, with a line below that says what else one can do.
  show(items: Item[], note = ""): void {
    this.items = items;
    this.at = this.chooseFirst ? 0 : -1;
    this.list.replaceChildren(...items.map((item, i) => h("div.listbox-item", { role: "option", id: `${this.list.id}-${i}`,
      onpointerdown: (e: Event) => e.preventDefault(), onpointermove: (e: PointerEvent) => this.point(e, i), onclick: () => this.choose(i) }, ...item.content)));
    this.note.textContent = note;
    this.note.hidden = !note;
    this.element.hidden = items.length === 0;
    this.field.setAttribute("aria-expanded", String(this.open));
    this.list.scrollTop = 0;
    this.mark();
  }

  // point makes the row under the mouse the chosen one: with a look of its own there would be two. A finger that moves only scrolls.
  private point(e: PointerEvent, i: number): void {
    if (this.at === i || e.pointerType !== "mouse") return;
    this.at = i;
    this.mark();
  }

  hide(): void {
    this.show([]);
  }

  private mark(): void {
    [...this.list.children].forEach((child, i) => child.setAttribute("aria-selected", String(i === this.at)));
    const marked = this.list.children[this.at];
    if (marked) this.field.setAttribute("aria-activedescendant", marked.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  private choose(i: number): void {
    const item = this.items[i];
    this.hide();
    item.choose();
  }

  // key steers the list; true when the key was for it.
  key(e: KeyboardEvent): boolean {
    if (!this.open || e.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) {
      this.at = (this.at + step + this.items.length) % this.items.length;
      this.mark();
      this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    } else if (e.key === "Escape") this.hide();
    else if ((e.key === "Enter" || e.key === "Tab") && this.at >= 0 && !e.shiftKey) this.choose(this.at);
    else return false;
    e.preventDefault();
    e.stopPropagation();
    return true;
  }
}
