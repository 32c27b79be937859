// The connection to the playground: one socket carries what the person does, and all that they see.
import type { Event } from "./types";

type Fields = { [name: string]: unknown };

// A Refused is what Discord would not do, with its reason.
export class Refused extends Error {}

interface Waiting {
  resolve(data: Fields): void;
  reject(e: Error): void;
}

const retryAfter = 1500; // ms

export class Socket {
  private ws: WebSocket | null = null;
  private person = "";
  private nonces = 0;
  private readonly session = Math.random().toString(36).slice(2, 10);
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly hear: (e: Event) => void,
    private readonly online: (yes: boolean) => void,
  ) {}

  // connect begins to act as a person; "" is whoever comes first.
  connect(person: string): void {
    this.person = person;
    this.ws?.close();
    const ws = new WebSocket(`ws://${location.host}/playground/socket?as=${encodeURIComponent(person)}&locale=${encodeURIComponent(navigator.language)}`);
    this.ws = ws;
    ws.onopen = () => this.online(true);
    ws.onmessage = (e) => this.ws === ws && this.receive(JSON.parse(e.data));
    ws.onclose = () => this.ws === ws && this.lost();
  }

  private lost(): void {
    this.online(false);
    for (const w of this.waiting.values()) w.reject(new Refused("The playground does not answer."));
    this.waiting.clear();
    setTimeout(() => this.connect(this.person), retryAfter);
  }

  private receive(event: Event): void {
    const waiting = (event.kind === "done" || event.kind === "refused") && this.waiting.get(event.data.nonce);
    if (!waiting) return this.hear(event);
    this.waiting.delete(event.data.nonce);
    if (event.kind === "done") waiting.resolve(event.data);
    else waiting.reject(new Refused(event.data.message));
  }

  // nonce is a new one: what comes of an act carries it.
  nonce(): string {
    return `${this.session}-${++this.nonces}`;
  }

  // act asks for something and waits until it is done, or throws a Refused.
  act(what: string, fields: Fields, nonce = this.nonce()): Promise<Fields> {
    if (this.ws?.readyState !== WebSocket.OPEN) return Promise.reject(new Refused("The playground does not answer."));
    this.ws.send(JSON.stringify({ do: what, nonce, ...fields }));
    return new Promise((resolve, reject) => this.waiting.set(nonce, { resolve, reject }));
  }
}
