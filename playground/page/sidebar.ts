// Channels, direct messages and people, and who one acts as.
import { append, byId, h, icon, iconButton } from "./dom";
import { act, open, openSoon, place, readFiles, remember, socket, store } from "./app";
import { ask, confirm, type Asked } from "./dialog";
import { avatar } from "./message";
import { openMenu } from "./menu";
import { allows, channelType, permission, type Channel, type Guild, type User } from "./types";

export class Sidebar {
  private readonly element = byId("places");

  constructor() {
    store.on("places", () => this.draw());
    byId("open-sidebar").append(icon("menu"));
    byId("open-sidebar").addEventListener("click", () => this.drawer(true));
    byId("shade").addEventListener("click", () => this.drawer(false));
    store.on("open", () => this.drawer(false));
    document.addEventListener("keydown", (e) => e.key === "Escape" && this.drawer(false));
    byId<HTMLSelectElement>("acting").addEventListener("change", (e) => become((e.target as HTMLSelectElement).value));
  }

  private drawer(open: boolean): void {
    document.body.classList.toggle("drawer-open", open);
    byId("open-sidebar").setAttribute("aria-expanded", String(open));
    if (open) this.element.querySelector<HTMLElement>("button")?.focus();
  }

  private draw(): void {
    const guild = store.guilds.get(place.guild);
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.key;
    this.element.replaceChildren();
    if (guild) append(this.element, [this.head(guild), this.group("Channels", this.channels(guild))]);
    append(this.element, [this.group("Direct messages", this.direct()), guild && this.group("People", guild.members.filter((m) => !m.user.bot).map((m) => this.person(guild, m.user)))]);
    this.acting();
    this.header();
    if (focused) this.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  private head(guild: Guild): HTMLElement {
    const all = [...store.guilds.values()];
    const title = all.length < 2 ? h("h1", null, guild.name) : h("select.guilds", { "aria-label": "Server", onchange: (e: Event) => openGuild((e.target as HTMLSelectElement).value) },
      ...all.map((g) => h("option", { value: g.id, selected: g.id === guild.id }, g.name)));
    const plus: HTMLButtonElement = iconButton("plus", "Add a channel, a person, a role or a server", () => openMenu(plus, [{ entries: makers(guild) }]), { "aria-haspopup": "menu" });
    return h("div.places-head", null, title, plus);
  }

  private group(title: string, entries: HTMLElement[]): HTMLElement | null {
    if (!entries.length) return null;
    return h("section", null, h("h2", null, title), h("ul", null, ...entries.map((e) => h("li", null, e))));
  }

  private channels(guild: Guild): HTMLElement[] {
    const all = [...store.channels.values()].filter((c) => c.guild_id === guild.id);
    const entries: HTMLElement[] = [];
    for (const channel of all.filter((c) => c.type !== channelType.thread)) {
      entries.push(this.channel(channel, "#"));
      for (const thread of all.filter((c) => c.parent_id === channel.id && c.type === channelType.thread)) entries.push(this.channel(thread, "", "inner"));
    }
    return entries;
  }

  private channel(channel: Channel, sign: string, className = ""): HTMLElement {
    const current = channel.id === place.channel;
    return h("button.place", { type: "button", class: className + (store.unread.has(channel.id) ? " unread" : ""), "aria-current": current ? "page" : null,
      "data-key": channel.id, onclick: () => open(channel.id) },
      sign ? h("span.sign", { "aria-hidden": "true" }, sign) : icon("thread"), h("span.label", null, store.title(channel)), store.unread.has(channel.id) && h("span.dot", { "aria-label": "unread" , role: "img" }));
  }

  private direct(): HTMLElement[] {
    const bot = store.bot;
    if (!bot) return [];
    const known = [...store.channels.values()].find((c) => c.type === channelType.dm);
    return [h("button.place", { type: "button", "data-key": "dm", "aria-current": known && known.id === place.channel ? "page" : null, onclick: () => openDM(known) },
      avatar({ ...bot, bot: true } as User, true), h("span.label", null, bot.username), h("small", null, bot.connected ? "bot" : "not connected"))];
  }

  private person(guild: Guild, user: User): HTMLElement {
    const rank = rankOf(guild, user);
    const me = user.id === store.me?.id;
    const entry: HTMLElement = h("button.place", { type: "button", class: me ? "self" : "", "data-key": "u" + user.id, "aria-haspopup": "menu", onclick: () => openMenu(entry, [{ entries: personMenu(guild, user) }]) },
      avatar(user, true), h("span.label", null, store.nameOf(guild.id, user)), h("small", null, rank));
    return entry;
  }

  private acting(): void {
    const select = byId<HTMLSelectElement>("acting");
    select.replaceChildren(...[...store.users.values()].filter((u) => !u.bot).map((u) => h("option", { value: u.id, selected: u.id === store.me?.id }, u.username)));
    byId("me").replaceChildren(...(store.me ? [avatar(store.me, true)] : []));
  }

  private header(): void {
    const channel = store.channels.get(place.channel);
    const title = byId("title");
    title.replaceChildren();
    if (!channel) return;
    const menu: HTMLButtonElement = iconButton("more", "This channel", () => openMenu(menu, [{ entries: channelMenu(channel) }]), { "aria-haspopup": "menu" });
    append(title, [h("h2", null, channel.type === channelType.dm ? "@ " : channel.type === channelType.thread ? "" : "# ", store.title(channel)),
      channel.topic && h("span.topic", null, channel.topic), channel.type !== channelType.dm && menu]);
    document.title = `${store.title(channel)} · Playground`;
  }
}

// become acts as another person from here on.
export function become(person: string): void {
  remember("as", person);
  socket.connect(person);
}

function openGuild(id: string): void {
  place.guild = id;
  const first = store.firstChannel(id);
  if (first) open(first.id);
  else store.emit("places");
}

async function openDM(known: Channel | undefined): Promise<void> {
  if (known) return open(known.id);
  const done = await socket.act("dm", {});
  openSoon(String(done.id));
}

function rankOf(guild: Guild, user: User): string {
  if (guild.owner_id === user.id) return "owner";
  const roles = store.member(guild.id, user.id)?.roles ?? [];
  const held = guild.roles.filter((r) => roles.includes(r.id));
  if (held.some((r) => allows(r.permissions, permission.manageServer))) return "moderator";
  return held.length ? held[held.length - 1].name : "member";
}

function personMenu(guild: Guild, user: User) {
  const roles = guild.roles.filter((r) => r.id !== guild.id);
  const held = store.member(guild.id, user.id)?.roles ?? [];
  return [
    { label: `Act as ${user.username}`, run: () => become(user.id) },
    { label: "Rename", run: () => rename(user.id, user.username) },
    { label: "Nickname here", run: () => ask("Nickname", [{ name: "nick", label: "Nickname", about: "Empty takes it away.", optional: true }], "Save", (v) => socket.act("nick", { guild: guild.id, user: user.id, nick: v.nick })) },
    { label: "Choose a picture", run: () => choosePicture(user) },
    ...(user.avatar_url ? [{ label: "Take the picture away", run: () => void act("avatar", { user: user.id }) }] : []),
    ...roles.map((r) => ({ label: `${held.includes(r.id) ? "Take away" : "Give"} the role ${r.name}`, run: () => void act("give", { guild: guild.id, role: r.id, user: user.id, on: !held.includes(r.id) }) })),
  ];
}

function choosePicture(user: User): void {
  ask("Picture", [{ name: "picture", label: `A picture of ${user.username}`, accept: "image/png,image/jpeg,image/gif,image/webp" }], "Save",
    async (_, files) => socket.act("avatar", { user: user.id, files: await readFiles(files) }));
}

function channelMenu(channel: Channel) {
  return [
    { label: "Rename", run: () => rename(channel.id, channel.name) },
    { label: "Change its topic", run: () => ask("Topic", [{ name: "topic", label: "Topic", value: channel.topic ?? "", optional: true }], "Save", (v) => socket.act("topic", { channel: channel.id, topic: v.topic })) },
    { label: "Delete", danger: true, run: () => confirm(`Delete ${channel.name}?`, "Its messages go with it.", "Delete", () => socket.act("delete-channel", { channel: channel.id })) },
  ];
}

function rename(id: string, name: string): void {
  ask("Rename", [{ name: "name", label: "Name", value: name }], "Rename", (v) => socket.act("rename", { id, name: v.name }));
}

function makers(guild: Guild) {
  const name: Asked = { name: "name", label: "Name" };
  const make = (what: string, title: string, fields: Asked[]) => ({ label: title, run: () => ask(title, fields, "Add", (v) => socket.act("make", { what, guild: guild.id, ...v })) });
  const ranks: Asked = { name: "rank", label: "May", choices: [["member", "what every member may"], ["moderator", "manage the server and messages, too"]] };
  return [make("channel", "Add a channel", [name]), make("person", "Add a person", [name, ranks]), make("role", "Add a role", [name, ranks]), make("server", "Add a server", [name])];
}
