// One message, as Discord shows it.
import { append, h, icon, iconButton } from "./dom";
import { act, complain, interact, open, openSoon, socket, store } from "./app";
import { confirm, ask } from "./dialog";
import { componentOf, entries, renderComponents, shownElsewhere } from "./components";
import { leadsInside } from "./links";
import { markdown } from "./markdown";
import { attachment, embed } from "./media";
import { openMenu, type Entry } from "./menu";
import { poll } from "./poll";
import { messageTime } from "./time";
import { channelType, flag, permission, type Interaction, type Message, type Reaction, type User } from "./types";

const quickEmoji = ["📰", "👍", "❤️", "😂", "👀", "🎉", "🙏", "✅", "❌"];
const pinTold = 6; // the type of a message that tells of a pin
const messageMenu = 23; // and of an answer to a message's menu
const hueStep = 137; // degrees: the golden angle keeps neighbours apart

// avatar is a person's picture, or the first letter of the name in a colour by the order of people.
export function avatar(user: User, small = false): HTMLElement {
  const box = h("span.avatar", { class: small ? "small" : "", "aria-hidden": "true" });
  if (user.avatar_url) {
    box.append(h("img", { src: user.avatar_url, alt: "" }));
    return box;
  }
  const order = [...store.users.keys()].indexOf(user.id);
  box.textContent = (user.username[0] ?? "?").toUpperCase();
  if (user.bot || order < 0) box.classList.add("bot");
  else box.style.setProperty("--hue", String((275 + order * hueStep) % 360));
  return box;
}

export interface Actions {
  reply(m: Message): void;
  jump(id: string): void;
}

// renderMessage draws a message. after is the one before it: of the same author soon after, the head is left out.
export function renderMessage(m: Message, after: Message | undefined, actions: Actions): HTMLElement {
  const names = store.names(m.channel_id);
  const only = (m.flags & flag.ephemeral) !== 0;
  const joined = after !== undefined && continues(m, after);
  const element = h("article.message", { id: "m-" + m.id, "data-author": m.author.id, class: (only ? "ephemeral " : "") + (joined ? "joined" : ""),
    "aria-label": `${store.nameOf(m.guild_id, m.author)}` });
  const body = h("div.body");
  append(body, [!joined && head(m), (m.flags & flag.loading) !== 0 ? thinking(m) : content(m), attachments(m), embeds(m)]);
  if (m.components.length) body.append(renderComponents(m, names));
  append(body, [v2Edited(m), poll(m), m.type === pinTold && pinNote(m, actions), m.pinned && h("small", null, "Pinned"), elsewhere(m), reactions(m), thread(m), only && onlyYou(m)]);
  append(element, [reference(m, actions), joined ? h("span.gutter", { "aria-hidden": "true" }) : avatar(m.author), body, tools(m, actions)]);
  element.addEventListener("contextmenu", (e) => {
    if ((e.target as HTMLElement).closest("a, input, textarea, select")) return;
    e.preventDefault();
    openMenu(element, menuOf(m, actions), { x: e.clientX, y: e.clientY });
  });
  return element;
}

const joinWithin = 7 * 60 * 1000; // ms, as Discord

function continues(m: Message, after: Message): boolean {
  return after.author.id === m.author.id && !m.message_reference && !m.interaction_metadata && !after.interaction_metadata &&
    (m.flags & flag.ephemeral) === (after.flags & flag.ephemeral) && Date.parse(m.timestamp) - Date.parse(after.timestamp) < joinWithin;
}

function head(m: Message): HTMLElement {
  return h("header", null, h("span.name", null, store.nameOf(m.guild_id, m.author)), m.author.bot && h("span.app", null, "APP"), messageTime(m.timestamp));
}

function thinking(m: Message): HTMLElement {
  return h("div.thinking", null, h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i")), `${m.author.username} is thinking…`);
}

function edited(m: Message): HTMLElement | null {
  return m.edited_timestamp ? h("span.edited", { title: m.edited_timestamp }, " (edited)") : null;
}

function content(m: Message): HTMLElement | null {
  if (!m.content) return null;
  const box = h("div.content", null, markdown(m.content, store.names(m.channel_id)));
  const last = box.lastElementChild;
  append(last?.classList.contains("text") ? last : box, [edited(m)]);
  return box;
}

function v2Edited(m: Message): HTMLElement | null {
  return m.content ? null : edited(m);
}

function attachments(m: Message): HTMLElement | null {
  const shown = shownElsewhere(m);
  const rest = m.attachments.filter((a) => !shown.has(a.url));
  return rest.length ? h("div.attachments", null, ...rest.map(attachment)) : null;
}

function embeds(m: Message): HTMLElement | null {
  if (!m.embeds.length || m.flags & flag.suppressEmbeds) return null;
  return h("div.embeds", null, ...m.embeds.map((e) => embed(e, store.names(m.channel_id))));
}

function onlyYou(m: Message): HTMLElement {
  return h("footer", null, icon("eye"), "Only you can see this · ",
    h("button.link", { type: "button", onclick: () => act("delete", { message: m.id }) }, "Dismiss message"));
}

// reference is the line above: what is answered, or which command was used.
function reference(m: Message, actions: Actions): HTMLElement | null {
  const used = m.interaction_metadata;
  const to = m.referenced_message;
  if (to) {
    const text = to.content || firstText(to) || "Click to see the message";
    return h("button.reference", { type: "button", onclick: () => actions.jump(to.id) }, avatar(to.author, true),
      h("b", null, "@" + store.nameOf(m.guild_id, to.author)), h("span", null, text.replace(/\s+/g, " ")));
  }
  if (m.message_reference && m.type !== pinTold) return h("div.reference", null, h("i", null, "The message was deleted"));
  if (!used) return null;
  const who = used.user.id === store.me?.id ? "you" : store.nameOf(m.guild_id, used.user);
  return h("div.reference", null, avatar(used.user, true), h("span", null, h("b", null, who), ...deed(m)));
}

function pinNote(m: Message, actions: Actions): HTMLElement {
  return h("p.content", null, h("i", null, "pinned a message"), " · ", h("button.link", { type: "button", onclick: () => actions.jump(m.message_reference?.message_id ?? "") }, "See it"));
}

// deed is what somebody did that a message answers.
function deed(m: Message): (Node | string)[] {
  const used = m.interaction_metadata!;
  if (used.name) return [" used ", h("span.command-name", null, (m.type === messageMenu ? "" : "/") + used.name)];
  if (used.type === 5) return [" sent a form"];
  const source = store.message(m.channel_id, used.interacted_message_id ?? "");
  const c = source && used.used && componentOf(source, used.used.custom_id);
  if (!c) return [used.used?.values ? " chose from a menu" : " pressed a button"];
  const chosen = entries(c, m.guild_id).filter((o) => used.used?.values?.includes(o.value)).map((o) => o.label);
  return chosen.length ? [" chose ", h("b", null, chosen.join(", "))] : [" pressed ", h("b", null, c.label || c.emoji?.name || "a button")];
}

// elsewhere is said of a link that the bot keeps silent about by its rules: one into this machine or its network.
function elsewhere(m: Message): HTMLElement | null {
  if (m.author.bot || !leadsInside(m.content)) return null;
  return h("p.aside", null, "Playground: Parley follows no link into your own machine or network, so that nobody can look around there through it. The sample papers are the exception.");
}

function firstText(m: Message): string {
  const queue = [...m.components];
  for (let c = queue.shift(); c; c = queue.shift()) {
    if (c.content) return c.content.replace(/^[#>-]+ */gm, "");
    queue.unshift(...(c.components ?? []));
  }
  return m.attachments[0]?.filename ?? "";
}

function emojiKey(r: Reaction): string {
  return r.emoji.id ? `${r.emoji.name}:${r.emoji.id}` : r.emoji.name;
}

function reactions(m: Message): HTMLElement | null {
  if (!m.reactions?.length) return null;
  return h("div.reactions", null, ...m.reactions.map((r) =>
    h("button.reaction", { type: "button", "aria-pressed": String(r.me), "aria-label": `${r.emoji.name}, ${r.count}`,
      onclick: () => act("react", { message: m.id, emoji: emojiKey(r), on: !r.me }) }, r.emoji.name, " ", r.count)));
}

function thread(m: Message): HTMLElement | null {
  const channel = store.channels.get(m.id);
  if (!channel) return null;
  return h("button.thread", { type: "button", onclick: () => open(channel.id) }, icon("thread"), h("b", null, channel.name), h("span", null, "Open the thread"));
}

function tools(m: Message, actions: Actions): HTMLElement {
  const more = iconButton("more", "More", () => openMenu(more, menuOf(m, actions)), { "aria-haspopup": "menu" });
  const may = (wanted: bigint) => store.may(m.channel_id, wanted) && (m.flags & flag.ephemeral) === 0;
  const smile: HTMLButtonElement = iconButton("smile", "Add a reaction", () => pickEmoji(smile, m), { "aria-haspopup": "menu", class: "rare" });
  return h("div.tools", null, may(permission.react) && smile, may(permission.send) && iconButton("reply", "Reply", () => actions.reply(m), { class: "rare" }), more);
}

function pickEmoji(at: HTMLElement, m: Message): void {
  openMenu(at, [{ entries: quickEmoji.map((emoji) => ({ label: emoji, run: () => void act("react", { message: m.id, emoji, on: true }) })) }]);
}

function menuOf(m: Message, actions: Actions): { title?: string; entries: Entry[] }[] {
  const whole = (m.flags & flag.ephemeral) === 0;
  const apps = whole ? store.commandsIn(m.channel_id, 3).map((c) => ({ label: c.name, run: () => runOn(m, c.id) })) : [];
  const own = m.author.id === store.me?.id;
  const first: Entry[] = [];
  if (whole && store.may(m.channel_id, permission.send)) first.push({ label: "Reply", run: () => actions.reply(m) });
  if (whole && store.channels.get(m.channel_id)?.type === channelType.text && !store.channels.has(m.id) && store.may(m.channel_id, permission.threads)) {
    first.push({ label: "Start a thread", run: () => startThread(m) });
  }
  if (whole && store.may(m.channel_id, permission.react)) first.push({ label: "Add a reaction", run: () => pickEmoji(document.getElementById("m-" + m.id)!, m) });
  if (whole && store.may(m.channel_id, permission.pin)) first.push({ label: m.pinned ? "Unpin" : "Pin", run: () => void act("pin", { message: m.id, on: !m.pinned }) });
  if (own) first.push({ label: "Edit", run: () => store.emit("edit", m) });
  first.push({ label: "Copy the text", run: () => void navigator.clipboard?.writeText(m.content || firstText(m)) });
  const last: Entry[] = [];
  if (!whole) last.push({ label: "Dismiss", run: () => void act("delete", { message: m.id }) });
  else if (own || store.may(m.channel_id, permission.manageMessages)) last.push({ label: "Delete", danger: true, run: () => askDelete(m) });
  return [{ title: "Apps", entries: apps }, { entries: first }, { entries: last }];
}

function runOn(m: Message, command: string): void {
  interact("command", { channel: m.channel_id, command, target: m.id }, (i: Interaction) => {
    if (i.status === "failed") store.emit("failed", { message: m, text: i.error });
  }).catch(complain);
}

function askDelete(m: Message): void {
  confirm("Delete this message?", "It goes for everybody. Answers of the bot to it go, too.", "Delete", () => socket.act("delete", { message: m.id }));
}

function startThread(m: Message): void {
  ask("Start a thread", [{ name: "name", label: "Name" }], "Start", async (values) => {
    const done = await socket.act("thread", { channel: m.channel_id, message: m.id, name: values.name });
    openSoon(String(done.id));
  });
}
