// The first visit: what this is, and something to do at once.
import { h } from "./dom";
import { act, place, store } from "./app";
import type { Sample } from "./types";

interface Visit {
  samples: Sample[];
  feed: string;
}

let visit: Visit = { samples: [], feed: "" };

// watchVisit learns what there is to try.
export function watchVisit(): void {
  store.on("page", (data: Visit) => (visit = data));
}

export function welcome(): HTMLElement {
  const fill = (command: string, values: { [option: string]: string }) => () => store.emit("fill", { command, values });
  return h("div.welcome", null,
    h("h2", null, "Paste a link. Parley says who said what."),
    h("p", null, "This is a Discord of your own, on this machine: no account, no key. The bot in it is the real one. Begin with one of these articles, or paste a link or a text of your own."),
    h("ul.samples", null, ...visit.samples.map(sample)),
    visit.feed && h("div.digest-tour", null,
      h("h3", null, "Then a digest: the news of a day, on a schedule"),
      h("ol", null,
        h("li", null, h("button.link", { type: "button", onclick: fill("feeds add", { link: visit.feed }) }, "Follow the feed"), " of these invented papers"),
        h("li", null, h("button.link", { type: "button", onclick: fill("digest create", { name: "Morning", time: "8:00", zone: zone() }) }, "Set up a digest")),
        h("li", null, h("button.link", { type: "button", onclick: fill("digest run", { name: "Morning" }) }, "Run it now")))),
    h("p.hint", null, "Or type / to see every command. A message’s menu has “Who said what?”, too."));
}

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

// here is a link to a sample that its reader can open, and paste again.
function here(s: Sample): string {
  return ["localhost", "127.0.0.1"].includes(location.hostname) ? s.link : s.path;
}

function sample(s: Sample): HTMLElement {
  const post = () => act("post", { channel: place.channel, content: s.link });
  return h("li.sample", null, h("small", null, s.kicker), h("h3", null, s.title), h("p", null, s.note),
    h("div.sample-actions", null, h("button.button.primary", { type: "button", "aria-label": `Post this link: ${s.title}`, onclick: post }, "Post this link"),
      h("a", { href: here(s), target: "_blank", rel: "noopener", "aria-label": `Read it yourself: ${s.title}` }, "Read it")));
}
