// A menu that opens at a button, for the mouse, the finger and the keyboard alike.
import { h } from "./dom";

export interface Entry {
  label: string;
  danger?: boolean;
  run(): void;
}

let shut: (() => void) | null = null;

// openMenu shows entries at an element, or at a point. Groups are parted by a line and may have a title.
export function openMenu(at: HTMLElement, groups: { title?: string; entries: Entry[] }[], point?: { x: number; y: number }): void {
  shut?.();
  const menu = h("div.popup", { role: "menu", tabindex: "-1" });
  for (const group of groups.filter((g) => g.entries.length)) {
    const label = group.title ? { "aria-label": group.title } : null;
    menu.append(h("div.popup-group", { role: "group", ...label }, group.title && h("div.popup-title", { "aria-hidden": "true" }, group.title),
      ...group.entries.map((e) => h("button", { type: "button", role: "menuitem", class: e.danger ? "danger-text" : "", onclick: () => {
        close();
        e.run();
      } }, e.label))));
  }
  const close = () => {
    menu.remove();
    shut = null;
    document.removeEventListener("pointerdown", outside, true);
    if (document.activeElement === document.body || menu.contains(document.activeElement)) at.focus();
  };
  const outside = (e: Event) => {
    if (!menu.contains(e.target as Node)) close();
  };
  shut = close;
  menu.addEventListener("keydown", (e) => steer(e, menu, close));
  document.addEventListener("pointerdown", outside, true);
  document.body.append(menu);
  put(menu, at, point);
  (menu.querySelector("button") as HTMLElement | null)?.focus();
}

function steer(e: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const buttons = [...menu.querySelectorAll<HTMLElement>("button")];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (step) buttons[(at + step + buttons.length) % buttons.length].focus();
  else if (e.key === "Escape" || e.key === "Tab") close();
  else return;
  e.preventDefault();
}

// put keeps the menu within the window.
function put(menu: HTMLElement, at: HTMLElement, point?: { x: number; y: number }): void {
  const box = at.getBoundingClientRect();
  const x = point?.x ?? box.right - menu.offsetWidth;
  const y = point?.y ?? box.bottom + 4;
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
}
