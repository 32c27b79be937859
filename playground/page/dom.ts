// Small helpers for making elements. Nothing here, nor anywhere on the page, takes HTML from a text.

type Child = Node | string | number | null | undefined | false;
type Props = { [name: string]: unknown };
type Tags = HTMLElementTagNameMap;
// ElementOf is the kind of element that a tag with classes makes: "form.wide" a form.
type ElementOf<T extends string> = T extends keyof Tags ? Tags[T] : T extends `${infer Name extends keyof Tags}.${string}` ? Tags[Name] : HTMLElement;

// h makes an element: h("button.icon", {type: "button", onclick: f}, "Send"). Props that begin with "on" are listeners, true is
// an attribute without a value, and null, undefined and false leave one out.
export function h<T extends string>(tag: T, props?: Props | null, ...children: Child[]): ElementOf<T> {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props ?? {})) setProp(element, key, value);
  append(element, children);
  return element as ElementOf<T>;
}

function setProp(element: HTMLElement, key: string, value: unknown): void {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value as EventListener);
  else if (key === "class") element.className += ` ${value}`;
  else if (key === "value") (element as HTMLInputElement).value = String(value);
  else element.setAttribute(key, value === true ? "" : String(value));
}

export function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

// tap is what one does to a thing here, for the beginning of a sentence.
export const tap = matchMedia("(pointer: coarse)").matches ? "Tap" : "Click";

// byId is an element that the page's HTML has for certain.
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

const svgNamespace = "http://www.w3.org/2000/svg";

// Icons are drawn in a box of 24, by strokes.
const paths = {
  plus: "M12 5v14M5 12h14",
  send: "M5 12h14M13 6l6 6-6 6",
  menu: "M4 7h16M4 12h16M4 17h16",
  panel: "M4 5h16v14H4zM14 5v14",
  close: "M6 6l12 12M18 6L6 18",
  more: "M5 11v1M12 11v1M19 11v1",
  reply: "M9 7l-5 5 5 5M4 12h10a6 6 0 0 1 6 6",
  smile: "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18M8.5 10h.01M15.5 10h.01M8 14a5 5 0 0 0 8 0",
  file: "M7 3h7l4 4v14H7zM14 3v5h4",
  external: "M8 16L18 6M10 6h8v8",
  thread: "M4 5h16v10H11l-4 4v-4H4z",
  down: "M12 5v14M6 13l6 6 6-6",
  edit: "M4 20h4L19 9l-4-4L4 16z",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7M12 15a3 3 0 1 1 0-6 3 3 0 0 1 0 6",
};

export type IconName = keyof typeof paths;

export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

// iconButton is a button that shows an icon alone; its label is for screen readers and as a tip.
export function iconButton(name: IconName, label: string, onclick: (e: MouseEvent) => void, extra?: Props): HTMLButtonElement {
  return h("button.icon-button", { type: "button", "aria-label": label, title: label, onclick, ...extra }, icon(name));
}

// pressable makes a button of words within a text, where a button element would not break over lines.
export function pressable<E extends HTMLElement>(element: E, press: () => void): E {
  element.setAttribute("role", "button");
  element.tabIndex = 0;
  element.addEventListener("click", press);
  element.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" && e.key !== " ") return;
    e.preventDefault();
    press();
  });
  return element;
}

// say reads a text out where a screen reader listens.
export function say(text: string): void {
  byId("announcer").textContent = text;
}

let toastTimer = 0;

// toast shows one sentence for a while.
export function toast(text: string): void {
  const place = byId("toast");
  place.textContent = text;
  place.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = window.setTimeout(() => (place.hidden = true), 6000);
}
