// The line at the bottom: messages of many lines, files, replies, edits, and the beginning of a command.
import { byId, h, icon, iconButton } from "./dom";
import { complain, place, readFiles, socket, store } from "./app";
import { CommandForm, exact, offers } from "./commands";
import { Listbox } from "./listbox";
import { fileSize } from "./media";
import { permission, type Message } from "./types";

const mostFiles = 10;
const typingEvery = 8000; // ms

// A Draft is what somebody has not sent yet.
interface Draft {
  text: string;
  files: File[];
}

const nothing: Draft = { text: "", files: [] };

export class Composer {
  private readonly field = byId<HTMLTextAreaElement>("text");
  private readonly above = byId("above-text");
  private readonly picker: Listbox;
  private readonly form: CommandForm;
  private readonly chooser = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to send" });
  private files: File[] = [];
  private reply: Message | null = null;
  private editing: Message | null = null;
  private typed = 0;
  private readonly drafts = new Map<string, Draft>(); // of other channels, and of this one during an edit
  private channel = "";

  constructor() {
    this.picker = new Listbox(this.field, "Commands", true);
    byId("composer").prepend(this.picker.element);
    byId("composer").append(this.chooser);
    this.form = new CommandForm(() => this.field.focus());
    byId("attach").append(icon("plus"));
    byId("attach").addEventListener("click", () => this.chooser.click());
    byId("send").append(icon("send"));
    byId("send").addEventListener("click", () => this.send());
    this.chooser.addEventListener("change", () => this.addFiles([...(this.chooser.files ?? [])]));
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (e) => this.key(e));
    this.field.addEventListener("paste", (e) => e.clipboardData?.files.length && this.addFiles([...e.clipboardData.files]));
    this.watchDrops(byId("chat"));
    store.on("moved", () => this.moved());
    store.on("places", () => this.allowed());
    store.on("edit", (m: Message) => this.beginEdit(m));
  }

  private watchDrops(area: HTMLElement): void {
    area.addEventListener("dragover", (e) => e.preventDefault());
    area.addEventListener("drop", (e) => {
      e.preventDefault();
      this.addFiles([...(e.dataTransfer?.files ?? [])]);
    });
  }

  private moved(): void {
    this.forget();
    this.drafts.set(this.channel, this.draft);
    this.channel = place.channel;
    this.allowed();
    this.write(this.drafts.get(this.channel));
    this.changed();
    if (matchMedia("(hover: hover)").matches) this.field.focus();
  }

  private allowed(): void {
    const channel = store.channels.get(place.channel);
    const thread = channel?.type === 11;
    const may = channel && store.may(place.channel, thread ? permission.sendInThreads : permission.send);
    this.field.disabled = !may;
    const name = channel ? (channel.type === 1 ? "@" : "#") + store.title(channel) : "";
    this.field.placeholder = may ? `Message ${name}` : "You may not write here";
    this.field.setAttribute("aria-label", `Message ${name}: paste a link, or type / for commands`);
  }

  private changed(): void {
    this.grow();
    const command = /^\/([^\n]*)$/.exec(this.field.value);
    if (command && !this.editing) this.offer(command[1]);
    else this.picker.hide();
    if (this.field.value && Date.now() - this.typed > typingEvery) {
      this.typed = Date.now();
      socket.act("typing", { channel: place.channel }).catch(() => {});
    }
  }

  private offer(typed: string): void {
    const fit = offers(typed, (leaf) => this.choose(leaf));
    this.picker.show(fit, fit.length > 1 ? `${fit.length} commands: scroll, or type on` : "");
  }

  private choose(leaf: Parameters<CommandForm["show"]>[0]): void {
    this.field.value = "";
    this.grow();
    this.form.show(leaf);
  }

  private grow(): void {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, innerHeight * 0.4)}px`;
  }

  private key(e: KeyboardEvent): void {
    if (e.isComposing || this.picker.key(e)) return;
    if (e.key === "Enter" && !e.shiftKey) {
      e.preventDefault();
      this.send();
    } else if (e.key === "Escape") {
      this.forget();
    } else if (e.key === "ArrowUp" && !this.field.value) {
      e.preventDefault();
      this.editLast();
    }
  }

  private editLast(): void {
    const own = store.histories.get(place.channel)?.messages.filter((m) => m.author.id === store.me?.id) ?? [];
    if (own.length) this.beginEdit(own[own.length - 1]);
  }

  private beginEdit(m: Message): void {
    this.forget();
    this.drafts.set(this.channel, this.draft);
    this.editing = m;
    this.write({ text: m.content, files: [] });
    this.field.focus();
  }

  beginReply(m: Message): void {
    this.forget();
    this.reply = m;
    this.draw();
    this.field.focus();
  }

  private addFiles(files: File[]): void {
    this.files = [...this.files, ...files].slice(0, mostFiles);
    this.chooser.value = "";
    this.draw();
    this.field.focus();
  }

  private get draft(): Draft {
    return { text: this.field.value, files: this.files };
  }

  private write(draft = nothing): void {
    this.field.value = draft.text;
    this.files = [...draft.files];
    this.draw();
    this.grow();
  }

  // forget leaves a reply or an edit; what was there before the edit comes back.
  private forget(): void {
    const draft = this.editing ? this.drafts.get(this.channel) : this.draft;
    this.reply = this.editing = null;
    this.write(draft);
  }

  private draw(): void {
    const note = this.reply ? `Replying to ${store.nameOf(this.reply.guild_id, this.reply.author)}` : this.editing ? "Editing a message" : "";
    const files = this.files.map((file, i) => h("li.file", null, icon("file"), h("span", null, file.name, " ", h("small", null, fileSize(file.size))),
      iconButton("close", `Leave out ${file.name}`, () => {
        this.files.splice(i, 1);
        this.draw();
      })));
    this.above.replaceChildren(...(note ? [h("div.note", null, note, iconButton("close", "Cancel", () => this.forget()))] : []), ...(files.length ? [h("ul.files", null, ...files)] : []));
  }

  private async send(): Promise<void> {
    const content = addressed(this.field.value.trim());
    const leaf = content.startsWith("/") && !this.editing ? exact(content.slice(1).trim()) : undefined;
    if (leaf) return this.choose(leaf);
    if (!content && !this.files.length) return;
    const { channel, editing, reply, draft } = this;
    if (!editing) this.write(); // before waiting: what is typed meanwhile is another message, and a second click has nothing to send
    this.forget();
    this.changed();
    try {
      if (editing) await socket.act("edit", { message: editing.id, content });
      else await socket.act("post", { channel, content, reply: reply?.id, files: await readFiles(draft.files) });
    } catch (e) {
      if (editing) this.editAgain(editing, draft);
      else this.giveBack(channel, draft, reply);
      return complain(e);
    }
    store.emit("quiet-end");
  }

  private editAgain(m: Message, draft: Draft): void {
    if (m.channel_id !== this.channel) return;
    this.beginEdit(m);
    this.write(draft);
  }

  // giveBack puts what was refused before what has been written since.
  private giveBack(channel: string, refused: Draft, reply: Message | null): void {
    const here = channel === this.channel && !this.editing;
    const since = (here ? this.draft : this.drafts.get(channel)) ?? nothing;
    const both = { text: [refused.text, since.text].filter(Boolean).join("\n"), files: [...refused.files, ...since.files] };
    if (!here) return void this.drafts.set(channel, both);
    this.reply ??= reply;
    this.write(both);
  }
}

// addressed puts a mention in the place of "@" and somebody's name, as Discord does when one is chosen from its list. It leaves links and
// addresses alone, and names that merely begin as one does.
function addressed(text: string): string {
  const people = [...store.users.values(), ...(store.bot ? [store.bot] : [])].sort((a, b) => b.username.length - a.username.length);
  return text.replace(/(?<!\S)@[^@\n]+/g, (typed) => {
    const named = (p: { username: string }) => typed.slice(1).toLowerCase().startsWith(p.username.toLowerCase()) && !/^[\p{L}\p{M}\p{N}]/u.test(typed.slice(1 + p.username.length));
    const found = people.find(named);
    return found ? `<@${found.id}>` + typed.slice(1 + found.username.length) : typed;
  });
}
