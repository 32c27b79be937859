// What the parts of the page share: the store, the socket, where the person is, and what comes of what they did.
import { toast } from "./dom";
import { Refused, Socket } from "./socket";
import { Store } from "./store";
import type { Interaction } from "./types";

export const store = new Store();
export const socket = new Socket((event) => store.apply(event), (yes) => store.emit("online", yes));

export const place = { guild: "", channel: "" };

// open shows a channel: perhaps anew, as after a snapshot. "moved" is told only where it is another than before.
export function open(channel: string): void {
  const moved = channel !== place.channel;
  place.channel = channel;
  place.guild = store.channels.get(channel)?.guild_id || place.guild;
  store.unread.delete(channel);
  remember("channel", channel);
  store.emit("open", channel);
  if (moved) store.emit("moved");
  store.emit("places");
}

let awaited = "";

// openSoon shows a channel that has just been made: the news of it may come after the answer.
export function openSoon(channel: string): void {
  awaited = channel;
  openAwaited();
}

function openAwaited(): void {
  if (!store.channels.has(awaited)) return;
  const channel = awaited;
  awaited = "";
  open(channel);
}

store.on("places", openAwaited);

// remember keeps a choice of this tab over a reload; where nothing may be kept, it is forgotten.
export function remember(name: string, value: string): void {
  try {
    sessionStorage.setItem(`playground.${name}`, value);
  } catch {
    // the browser keeps nothing here
  }
}

export function remembered(name: string): string {
  try {
    return sessionStorage.getItem(`playground.${name}`) ?? "";
  } catch {
    return "";
  }
}

// act does something; what is refused is told in a sentence. It is true when it was done.
export async function act(what: string, fields: { [name: string]: unknown }): Promise<boolean> {
  try {
    await socket.act(what, fields);
    return true;
  } catch (e) {
    complain(e);
    return false;
  }
}

export function complain(e: unknown): void {
  toast(e instanceof Error ? e.message : String(e));
}

const following = new Map<string, (i: Interaction) => void>();

// interact begins an interaction. Its answers may overtake the reply to it, so they are known by the nonce.
export function interact(what: string, fields: { [name: string]: unknown }, hear: (i: Interaction) => void): Promise<unknown> {
  const nonce = socket.nonce();
  following.set(nonce, hear);
  return socket.act(what, fields, nonce).catch((e) => {
    following.delete(nonce);
    throw e;
  });
}

store.on("interaction", (i: Interaction) => {
  const hear = following.get(i.nonce);
  if (i.status === "modal" && i.modal && hear) store.emit("modal", i); // not in another window of the same person
  if (i.status !== "sent" && i.status !== "acknowledged") following.delete(i.nonce);
  hear?.(i);
});

const mostBytes = 10 << 20; // of a file

// readFiles makes files ready for sending. One that would be refused is not even read: together they could be too much for the socket.
export async function readFiles(files: File[]): Promise<{ name: string; type: string; data: string }[]> {
  const large = files.find((file) => file.size > mostBytes);
  if (large) throw new Refused(`${large.name} is larger than 10 MB.`);
  return Promise.all(files.map(async (file) => ({ name: file.name, type: file.type, data: await base64(file) })));
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(new Refused(`${file.name} cannot be read.`));
    reader.readAsDataURL(file);
  });
}
