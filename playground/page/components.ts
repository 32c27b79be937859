// Message components: those of Components V2 and the older rows of buttons and menus.
import { append, h, icon } from "./dom";
import { complain, interact, store } from "./app";
import { markdown, type Names } from "./markdown";
import { attachmentCard, picture, safeURL } from "./media";
import { pickMany } from "./dialog";
import type { Component, Interaction, Message, SelectOption } from "./types";

const kind = {
  row: 1, button: 2, stringSelect: 3, userSelect: 5, roleSelect: 6, mentionableSelect: 7, channelSelect: 8,
  section: 9, text: 10, thumbnail: 11, gallery: 12, file: 13, separator: 14, container: 17,
};

// renderComponents draws a message's components, in order.
export function renderComponents(m: Message, names: Names): HTMLElement {
  return h("div.components", null, ...m.components.map((c) => render(c, m, names)));
}

function render(c: Component, m: Message, names: Names): Node | null {
  switch (c.type) {
    case kind.row:
      return h("div.row", null, ...(c.components ?? []).map((inner) => render(inner, m, names)));
    case kind.button:
      return button(c, m);
    case kind.stringSelect: case kind.userSelect: case kind.roleSelect: case kind.mentionableSelect: case kind.channelSelect:
      return select(c, m);
    case kind.section:
      return section(c, m, names);
    case kind.text:
      return h("div.display", null, markdown(c.content ?? "", names));
    case kind.thumbnail:
      return picture(resolve(c.media?.url, m), c.description ?? "", "thumbnail", c.spoiler);
    case kind.gallery:
      return h("div.gallery", null, ...(c.items ?? []).map((i) => picture(resolve(i.media.url, m), i.description ?? "", "shot", i.spoiler)));
    case kind.file:
      return fileOf(c, m);
    case kind.separator:
      return h("div.separator", { class: (c.divider === false ? "plain " : "") + (c.spacing === 2 ? "large" : "") });
    case kind.container:
      return container(c, m, names);
  }
  return h("div.unknown", null, `A component of type ${c.type}, which this page does not draw.`);
}

function container(c: Component, m: Message, names: Names): HTMLElement {
  const box = h("div.container", { class: c.spoiler ? "hidden-until-clicked" : "" }, ...(c.components ?? []).map((inner) => render(inner, m, names)));
  if (typeof c.accent_color === "number") {
    box.classList.add("accented");
    box.style.setProperty("--accent", "#" + c.accent_color.toString(16).padStart(6, "0"));
  }
  if (c.spoiler) box.addEventListener("click", () => box.classList.remove("hidden-until-clicked"), { once: true });
  return box;
}

function section(c: Component, m: Message, names: Names): HTMLElement {
  const texts = h("div.section-texts", null, ...(c.components ?? []).map((inner) => render(inner, m, names)));
  return h("div.section", null, texts, c.accessory && render(c.accessory, m, names));
}

// resolve finds what attachment://name stands for.
function resolve(url: string | undefined, m: Message): string {
  const name = url?.startsWith("attachment://") ? url.slice("attachment://".length) : "";
  return (name && m.attachments.find((a) => a.filename === name)?.url) || url || "";
}

function fileOf(c: Component, m: Message): HTMLElement | null {
  const url = resolve(c.file?.url, m);
  const known = m.attachments.find((a) => a.url === url);
  return attachmentCard(known ?? { id: "", filename: url.split("/").pop() ?? "file", size: 0, url });
}

// componentOf is the one with an id, however deep it stands.
export function componentOf(m: Message, customID: string): Component | undefined {
  const queue = [...m.components];
  for (let c = queue.shift(); c; c = queue.shift()) {
    if (c.custom_id === customID) return c;
    queue.push(...(c.components ?? []), ...(c.accessory ? [c.accessory] : []));
  }
  return undefined;
}

// shownElsewhere are the attachments that components show already.
export function shownElsewhere(m: Message): Set<string> {
  const found = new Set<string>();
  const look = (c: Component) => {
    for (const media of [c.media, c.file, ...(c.items ?? []).map((i) => i.media)]) if (media) found.add(resolve(media.url, m));
    for (const inner of [...(c.components ?? []), c.accessory]) if (inner) look(inner);
  };
  m.components.forEach(look);
  return found;
}

const styles = ["", "primary", "secondary", "success", "danger", "link"];

function emojiOf(c: { emoji?: { name: string } }): Node | null {
  return c.emoji ? h("span.emoji", { "aria-hidden": "true" }, c.emoji.name) : null;
}

function button(c: Component, m: Message): HTMLElement {
  const style = styles[c.style ?? 2] ?? "secondary";
  const target = c.style === 5 && safeURL(c.url ?? "");
  if (target) {
    return h("a.button", { class: style, href: target, target: "_blank", rel: "noopener noreferrer" }, emojiOf(c), c.label, icon("external"));
  }
  const element = h("button.button", { type: "button", class: style, disabled: c.disabled, "data-id": c.custom_id,
    "aria-label": c.label ? null : c.emoji?.name ?? "button", onclick: () => press(element, m, c, undefined) }, emojiOf(c), c.label);
  return element;
}

// press sends a click and shows that it is under way until it is answered.
function press(element: HTMLElement, m: Message, c: Component, values: string[] | undefined): void {
  if (element.getAttribute("aria-busy") === "true") return;
  element.setAttribute("aria-busy", "true");
  const done = () => element.removeAttribute("aria-busy");
  interact("click", { message: m.id, custom_id: c.custom_id, values }, (i: Interaction) => {
    if (i.status === "sent") return;
    done();
    if (i.status === "failed") store.emit("failed", { message: m, text: i.error });
  }).catch((e) => {
    done();
    complain(e);
  });
}

// entries are what a menu offers: its own options, or the server's people, roles and channels.
export function entries(c: Component, guild: string | undefined): SelectOption[] {
  const server = store.guilds.get(guild ?? "");
  const users = (server?.members ?? []).map((x) => ({ label: store.nameOf(guild, x.user), value: x.user.id }));
  const roles = (server?.roles ?? []).filter((r) => r.id !== guild).map((r) => ({ label: "@" + r.name, value: r.id }));
  switch (c.type) {
    case kind.userSelect: return users;
    case kind.roleSelect: return roles;
    case kind.mentionableSelect: return [...users, ...roles];
    case kind.channelSelect: return [...store.channels.values()].filter((x) => x.guild_id === guild).map((x) => ({ label: "#" + x.name, value: x.id }));
  }
  return c.options ?? [];
}

// select is the browser's own menu where one is chosen, and a dialog with ticks where there may be several.
function select(c: Component, m: Message): HTMLElement {
  const given = new Set(c.default_values?.map((v) => v.id));
  const all = entries(c, m.guild_id).map((o) => ({ ...o, default: o.default || given.has(o.value) }));
  const label = c.placeholder || "Make a selection";
  if ((c.max_values ?? 1) > 1) {
    const element = h("button.button.menu", { type: "button", disabled: c.disabled, "data-id": c.custom_id, onclick: async () => {
      const chosen = await pickMany("Choose", all, c.min_values ?? 1, c.max_values ?? 1);
      if (chosen) press(element, m, c, chosen);
    } }, all.filter((o) => o.default).map((o) => o.label).join(", ") || label);
    return element;
  }
  const element = h("select.menu", { "aria-label": label, disabled: c.disabled, "data-id": c.custom_id });
  const chosen = all.find((o) => o.default)?.value;
  element.append(h("option", { value: "", disabled: true, selected: !chosen }, label));
  for (const o of all) append(element, [h("option", { value: o.value, selected: o.value === chosen }, o.description ? `${o.label} · ${o.description}` : o.label)]);
  element.addEventListener("change", () => {
    press(element, m, c, [element.value]);
    element.selectedIndex = 0; // so that the same one can be chosen again
  });
  return element;
}
