// What the person may see, as the playground told it, kept up to date by its events.
import type { Channel, Command, Event, Guild, Member, Message, Option, User } from "./types";
import { allows, channelType, older } from "./types";
import type { Names } from "./markdown";

type Listener = (data: any) => void;

// localized is a command, or an option of one, with what it says in a language where it has that.
function localized<T extends Command | Option>(from: T, locale: string): T {
  return {
    ...from,
    description: from.description_localizations?.[locale] ?? from.description,
    options: from.options?.map((o) => localized(o, locale)),
    ...("choices" in from && { choices: from.choices?.map((c) => ({ ...c, name: c.name_localizations?.[locale] ?? c.name })) }),
  };
}

// History is what is known of a channel's messages, oldest first.
export interface History {
  messages: Message[];
  more: boolean; // there are older ones
  asked: boolean;
}

export class Store {
  me: User | null = null;
  bot: { id: string; username: string; avatar_url?: string | null; connected: boolean } | null = null;
  users = new Map<string, User>();
  guilds = new Map<string, Guild>();
  channels = new Map<string, Channel>();
  commands = new Map<string, Command[]>();
  histories = new Map<string, History>();
  typing = new Map<string, Map<string, number>>(); // channel → person → until, in ms
  unread = new Set<string>();
  private readonly listeners = new Map<string, Listener[]>();

  on(topic: string, f: Listener): void {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), f]);
  }

  emit(topic: string, data?: unknown): void {
    for (const f of this.listeners.get(topic) ?? []) f(data);
  }

  // apply takes in one event and tells who listens what changed.
  apply(event: Event): void {
    const handle = this.handlers[event.kind];
    if (handle) handle(event.data);
    else this.emit(event.kind, event.data);
  }

  private readonly handlers: { [kind: string]: (data: any) => void } = {
    snapshot: (data) => this.snapshot(data),
    history: (data) => this.history(data),
    MESSAGE_CREATE: (m) => this.create(m),
    MESSAGE_UPDATE: (m) => this.update(m),
    MESSAGE_DELETE: (d) => this.remove(d.channel_id, [d.id]),
    MESSAGE_DELETE_BULK: (d) => this.remove(d.channel_id, d.ids),
    MESSAGE_REACTION_ADD: (d) => this.react(d),
    MESSAGE_REACTION_REMOVE: (d) => this.react(d),
    TYPING_START: (d) => this.startTyping(d),
    CHANNEL_CREATE: (c) => this.putChannel(c),
    CHANNEL_UPDATE: (c) => this.putChannel(c),
    CHANNEL_DELETE: (c) => this.dropChannel(c),
    THREAD_CREATE: (c) => this.putChannel(c),
    THREAD_UPDATE: (c) => this.putChannel(c),
    THREAD_DELETE: (c) => this.dropChannel(c),
    GUILD_CREATE: (g) => this.putGuild(g),
    GUILD_UPDATE: (g) => this.putGuild(g),
    GUILD_ROLE_CREATE: (d) => this.putRole(d),
    GUILD_ROLE_UPDATE: (d) => this.putRole(d),
    GUILD_ROLE_DELETE: (d) => this.putRole(d),
    GUILD_MEMBER_ADD: (m) => this.putMember(m),
    GUILD_MEMBER_UPDATE: (m) => this.putMember(m),
    USER_UPDATE: (u) => this.putUser(u),
    commands: (d) => this.putCommands(d),
    page: (data) => this.page(data),
    bot: (d) => this.botState(d),
  };

  private locale = ""; // of Discord's, nearest to the browser's

  private page(data: { locale: string }): void {
    this.locale = data.locale;
    this.emit("page", data);
  }

  private snapshot(data: any): void {
    this.me = data.me;
    this.bot = data.bot;
    for (const map of [this.users, this.guilds, this.channels, this.commands, this.histories, this.typing]) map.clear();
    for (const user of data.users) this.users.set(user.id, user);
    for (const guild of data.guilds) this.keepGuild(guild);
    for (const channel of data.private_channels) this.channels.set(channel.id, channel);
    for (const [guild, commands] of Object.entries(data.commands ?? {})) this.keepCommands(guild, commands as Command[]);
    this.emit("snapshot", data);
  }

  private keepGuild(guild: Guild): void {
    this.guilds.set(guild.id, guild);
    for (const channel of [...guild.channels, ...guild.threads]) this.channels.set(channel.id, { ...channel, guild_id: guild.id });
  }

  private putGuild(guild: Guild): void {
    this.keepGuild(guild);
    this.emit("places");
  }

  private putChannel(channel: Channel): void {
    this.channels.set(channel.id, channel);
    this.emit("places", channel);
  }

  private dropChannel(channel: Channel): void {
    this.channels.delete(channel.id);
    this.histories.delete(channel.id);
    this.emit("places");
    this.emit("gone", channel.id);
  }

  private putRole(data: any): void {
    const guild = this.guilds.get(data.guild_id);
    if (!guild) return;
    const id = data.role_id ?? data.role.id;
    guild.roles = guild.roles.filter((role) => role.id !== id);
    if (data.role) guild.roles.push(data.role);
    this.emit("places");
  }

  private putMember(member: Member): void {
    const guild = this.guilds.get(member.guild_id ?? "");
    if (!guild) return;
    this.users.set(member.user.id, member.user);
    const at = guild.members.findIndex((m) => m.user.id === member.user.id);
    if (at < 0) guild.members.push(member);
    else guild.members[at] = member;
    this.emit("places");
  }

  private putUser(user: User): void {
    this.users.set(user.id, user);
    if (this.me?.id === user.id) this.me = user;
    this.emit("places");
  }

  private putCommands(data: { guild_id: string; commands: Command[] }): void {
    this.keepCommands(data.guild_id, data.commands);
    this.emit("commands");
  }

  private keepCommands(guild: string, commands: Command[]): void {
    this.commands.set(guild, commands.map((c) => localized(c, this.locale)));
  }

  private botState(data: { connected: boolean }): void {
    if (this.bot) this.bot = { ...this.bot, ...data };
    this.emit("places");
  }

  private history(data: any): void {
    const known = this.histories.get(data.channel_id)?.messages ?? [];
    const ids = new Set(known.map((m) => m.id));
    const fresh = (data.messages as Message[]).filter((m) => !ids.has(m.id));
    const messages = [...fresh, ...known].sort((a, b) => (a.id === b.id ? 0 : older(a.id, b.id) ? -1 : 1));
    this.histories.set(data.channel_id, { messages, more: data.more, asked: true });
    this.emit("history", { channel: data.channel_id, fresh: fresh.length });
  }

  private listOf(channel: string): Message[] {
    return this.histories.get(channel)?.messages ?? [];
  }

  private create(m: Message): void {
    this.typing.get(m.channel_id)?.delete(m.author.id);
    const history = this.histories.get(m.channel_id);
    if (history && !history.messages.some((known) => known.id === m.id)) history.messages.push(m);
    this.emit("message", m);
    this.emit("typing", m.channel_id);
  }

  private update(m: Message): void {
    const all = this.listOf(m.channel_id);
    const at = all.findIndex((known) => known.id === m.id);
    if (at >= 0) all[at] = { ...all[at], ...m };
    this.emit("changed", at >= 0 ? all[at] : m);
  }

  private remove(channel: string, ids: string[]): void {
    const all = this.listOf(channel);
    for (const id of ids) {
      const at = all.findIndex((m) => m.id === id);
      if (at < 0) continue;
      all.splice(at, 1);
      this.emit("removed", { channel, id, at });
    }
  }

  private react(data: any): void {
    const m = this.listOf(data.channel_id).find((known) => known.id === data.message_id);
    if (!m) return;
    m.reactions = data.reactions;
    this.emit("changed", m);
  }

  private startTyping(data: any): void {
    const people = this.typing.get(data.channel_id) ?? new Map<string, number>();
    people.set(data.user_id, Date.now() + 8000);
    this.typing.set(data.channel_id, people);
    this.emit("typing", data.channel_id);
    setTimeout(() => this.emit("typing", data.channel_id), 8100);
  }

  message(channel: string, id: string): Message | undefined {
    return this.listOf(channel).find((m) => m.id === id);
  }

  member(guild: string | undefined, user: string): Member | undefined {
    return this.guilds.get(guild ?? "")?.members.find((m) => m.user.id === user);
  }

  // nameOf is how a person is called in a server.
  nameOf(guild: string | undefined, user: User): string {
    return this.member(guild, user.id)?.nick || user.global_name || user.username;
  }

  // firstChannel is the one that stands first in a server.
  firstChannel(guild: string): Channel | undefined {
    return [...this.channels.values()].find((c) => c.guild_id === guild && c.type === channelType.text);
  }

  may(channel: string, wanted: bigint): boolean {
    return allows(this.channels.get(channel)?.my_permissions, wanted);
  }

  // commandsIn are those that the person may run in a channel, of a type.
  commandsIn(channel: string, type: number): Command[] {
    const guild = this.channels.get(channel)?.guild_id ?? "";
    const own = guild ? (this.commands.get(guild) ?? []) : [];
    return [...own, ...(this.commands.get("") ?? [])].filter((c) => c.type === type && c.usable_in.includes(guild || "@me"));
  }

  names(channel: string): Names {
    const guild = this.channels.get(channel)?.guild_id;
    return {
      user: (id) => {
        const user = id === this.bot?.id ? (this.bot as User) : this.users.get(id);
        return user ? this.nameOf(guild, user) : "somebody";
      },
      role: (id) => this.guilds.get(guild ?? "")?.roles.find((r) => r.id === id)?.name ?? "a role",
      channel: (id) => this.channels.get(id)?.name ?? "a channel",
    };
  }

  // title is how a channel is called.
  title(channel: Channel): string {
    if (channel.type !== 1) return channel.name;
    const other = channel.recipients?.find((u) => u.id !== this.me?.id);
    return other?.username ?? this.bot?.username ?? "Direct message";
  }
}
