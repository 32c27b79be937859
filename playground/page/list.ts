// The list of a channel's messages. Of all that is known only a window of about 200 is in the page, which moves as one scrolls.
import { byId, h, iconButton, say } from "./dom";
import { place, socket, store } from "./app";
import { renderMessage, type Actions } from "./message";
import { addMarks } from "./marks";
import { welcome } from "./welcome";
import { type Channel, type Message } from "./types";

const windowSize = 200;
const step = 50;
const toNewest = "To the newest message";
const near = 600; // px from an end, where more is shown

export class MessageList {
  private readonly scroller = byId("messages");
  private readonly rows = h("div.rows");
  private readonly top = h("div.top");
  private from = 0;
  private to = 0;
  private asking = false;
  private readonly latest: HTMLButtonElement;
  private readonly news = h("span"); // what has come below, unseen

  constructor(private readonly actions: Actions) {
    this.scroller.append(this.top, this.rows);
    this.latest = iconButton("down", toNewest, () => this.toEnd());
    this.latest.classList.add("to-end");
    this.latest.append(this.news);
    this.latest.hidden = true;
    byId("composer").prepend(this.latest);
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.stuck && this.toBottom()).observe(this.rows);
    store.on("open", () => this.open());
    store.on("history", (d) => d.channel === place.channel && this.arrived(d.fresh));
    store.on("message", (m: Message) => this.added(m));
    store.on("changed", (m: Message) => this.changed(m));
    store.on("removed", (d) => d.channel === place.channel && this.removed(d.id, d.at));
    store.on("failed", (d) => this.failed(d.message, d.text));
    store.on("quiet-end", () => this.toEnd());
    store.on("places", () => this.drawTop());
  }

  private stuck = true;

  private get all(): Message[] {
    return store.histories.get(place.channel)?.messages ?? [];
  }

  private open(): void {
    this.tellNews("");
    this.latest.hidden = true;
    this.asking = false;
    this.from = this.to = 0;
    this.stuck = true;
    this.rows.replaceChildren();
    this.drawTop();
    if (store.histories.get(place.channel)?.asked) this.showEnd();
    else this.askFor("");
  }

  private askFor(before: string): void {
    this.asking = true;
    socket.act("history", { channel: place.channel, before, limit: step }).catch(() => (this.asking = false));
  }

  // arrived goes on with older messages, so many that were not known. They may have been asked for twice: here, elsewhere, and here again.
  private arrived(fresh: number): void {
    this.asking = false;
    const first = this.rows.firstElementChild;
    if (!first) return this.showEnd();
    this.from += fresh;
    this.to += fresh;
    this.extendUp();
  }

  private showEnd(): void {
    this.to = this.all.length;
    this.from = Math.max(0, this.to - step);
    this.rows.replaceChildren(...this.all.slice(this.from, this.to).map((_, i) => this.draw(this.from + i)));
    this.drawTop();
    this.toBottom();
  }

  private draw(index: number): HTMLElement {
    const element = renderMessage(this.all[index], this.all[index - 1], this.actions);
    if (this.all[index].author.bot) addMarks(element);
    return element;
  }

  // drawTop is the beginning of a channel, or nothing while there is more above.
  private drawTop(): void {
    const channel = store.channels.get(place.channel);
    const history = store.histories.get(place.channel);
    const atStart = history && !history.more && this.from === 0;
    this.scroller.classList.toggle("empty", !this.all.length);
    if (!channel || !atStart) this.top.replaceChildren();
    else if (!this.top.hasChildNodes() || this.top.dataset.channel !== channel.id + channel.name) {
      this.top.dataset.channel = channel.id + channel.name;
      this.top.replaceChildren(channel.id === store.firstChannel(place.guild)?.id ? welcome() : beginning(channel));
    }
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const below = scrollHeight - scrollTop - clientHeight;
    this.stuck = below < 40 && this.to === this.all.length;
    if (this.seesLast()) this.tellNews("");
    this.latest.hidden = !this.news.textContent && below < 400 && this.to === this.all.length;
    if (scrollTop < near) this.extendUp();
    else if (below < near) this.extendDown();
  }

  private extendUp(): void {
    if (this.from > 0) {
      const from = Math.max(0, this.from - step);
      const fresh = this.all.slice(from, this.from).map((_, i) => this.draw(from + i));
      this.redraw(this.from); // its head depends on what comes before it
      this.anchored(() => {
        this.rows.prepend(...fresh);
        this.from = from;
        this.trimEnd();
      });
    } else if (store.histories.get(place.channel)?.more && !this.asking && this.all.length) {
      this.askFor(this.all[0].id);
    }
    this.drawTop();
  }

  private extendDown(): void {
    if (this.to >= this.all.length) return;
    const to = Math.min(this.all.length, this.to + step);
    this.rows.append(...this.all.slice(this.to, to).map((_, i) => this.draw(this.to + i)));
    this.to = to;
    this.anchored(() => this.trimStart());
    this.drawTop();
  }

  private trimEnd(): void {
    for (; this.to - this.from > windowSize; this.to--) this.rows.lastElementChild?.remove();
  }

  private trimStart(): void {
    for (; this.to - this.from > windowSize; this.from++) this.rows.firstElementChild?.remove();
  }

  // anchored keeps what is seen where it is while rows above it come and go.
  private anchored(change: () => void): void {
    const top = this.scroller.getBoundingClientRect().top;
    const anchor = [...this.rows.children].find((row) => row.getBoundingClientRect().bottom > top);
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
    if (anchor?.isConnected) this.scroller.scrollTop += anchor.getBoundingClientRect().top - before;
  }

  private redraw(index: number): void {
    const m = this.all[index];
    const old = m && document.getElementById("m-" + m.id);
    if (!old) return;
    const focused = old.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.id : undefined;
    const fresh = this.draw(index);
    old.replaceWith(fresh);
    if (focused) fresh.querySelector<HTMLElement>(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }

  private added(m: Message): void {
    if (m.channel_id !== place.channel) {
      if (m.author.id !== store.me?.id) store.unread.add(m.channel_id);
      return store.emit("places");
    }
    const shown = this.to === this.all.length - 1;
    if (shown) {
      this.to++;
      this.rows.append(this.draw(this.to - 1));
      if (this.stuck || m.author.id === store.me?.id) this.toBottom();
      if (this.stuck) this.trimStart();
    }
    this.drawTop();
    if (m.author.id === store.me?.id) return;
    this.announce(m);
    if (!this.seesLast()) this.tellNews(m.interaction_metadata?.user.id === store.me?.id ? "Answer below" : "New message below");
  }

  // seesLast says whether the newest message can be seen, if only its beginning.
  private seesLast(): boolean {
    const last = this.rows.lastElementChild;
    const room = 60; // px: less of it is not noticed
    return this.to === this.all.length && (!last || last.getBoundingClientRect().top < this.scroller.getBoundingClientRect().bottom - room);
  }

  // tellNews says on the button to the end what has come there unseen; "" takes it back.
  private tellNews(text: string): void {
    this.news.textContent = text;
    this.latest.classList.toggle("news", text !== "");
    this.latest.setAttribute("aria-label", text || toNewest);
    this.latest.title = text || toNewest;
    if (text) this.latest.hidden = false;
  }

  private announce(m: Message): void {
    const text = document.getElementById("m-" + m.id)?.querySelector(".components, .content, .thinking")?.textContent ?? "";
    say(`${store.nameOf(m.guild_id, m.author)}: ${text.slice(0, 160)}`);
  }

  private changed(m: Message): void {
    if (m.channel_id !== place.channel) return;
    const at = this.all.findIndex((known) => known.id === m.id);
    if (at < this.from || at >= this.to) return;
    const stuck = this.stuck;
    this.redraw(at);
    if (stuck) this.toBottom();
    this.announceIfAnswer(m);
  }

  private announceIfAnswer(m: Message): void {
    if (m.interaction_metadata?.user.id === store.me?.id) this.announce(m);
  }

  private removed(id: string, at: number): void {
    document.getElementById("m-" + id)?.remove();
    if (at < this.from) this.from--;
    if (at < this.to) this.to--;
    this.redraw(at); // what came after it
    this.drawTop();
  }

  private failed(m: Message, text: string): void {
    const row = document.getElementById("m-" + m.id);
    row?.querySelector(".failure")?.remove();
    row?.querySelector(".body")?.append(h("p.failure", { role: "alert" }, text || "This interaction failed"));
  }

  private toBottom(): void {
    this.stuck = true;
    this.scroller.scrollTop = this.all.length ? this.scroller.scrollHeight : 0; // a welcome is read from its beginning
    const last = this.rows.lastElementChild?.getBoundingClientRect();
    const beyond = last ? this.scroller.getBoundingClientRect().top - last.top : 0;
    if (last && beyond > 0 && last.height > this.scroller.clientHeight) this.scroller.scrollTop -= beyond; // and so is a brief taller than the screen
  }

  private toEnd(): void {
    if (this.to < this.all.length) this.showEnd();
    else this.toBottom();
  }

  // jump shows a message that is known, and marks it for a moment.
  jump(id: string): void {
    const at = this.all.findIndex((m) => m.id === id);
    if (at < 0) return;
    if (at < this.from || at >= this.to) {
      this.from = Math.max(0, at - step / 2);
      this.to = Math.min(this.all.length, at + step / 2);
      this.rows.replaceChildren(...this.all.slice(this.from, this.to).map((_, i) => this.draw(this.from + i)));
    }
    this.stuck = false;
    const row = document.getElementById("m-" + id);
    row?.scrollIntoView({ block: "center" });
    row?.classList.add("flash");
    setTimeout(() => row?.classList.remove("flash"), 2000);
  }
}

function beginning(channel: Channel): HTMLElement {
  return h("div.beginning", null, h("h2", null, store.title(channel)), channel.topic && h("p", null, channel.topic), h("p", null, "This is the beginning: paste a link, or type / for commands."));
}
