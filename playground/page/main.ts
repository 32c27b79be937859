// The playground's page: a small Discord in the browser. This file puts its parts together.
import { byId } from "./dom";
import { open, place, remember, remembered, socket, store } from "./app";
import { Composer } from "./composer";
import { watchModals } from "./dialog";
import { MessageList } from "./list";
import { Panel } from "./panel";
import { Sidebar } from "./sidebar";
import { keepRelative } from "./time";
import { watchVisit } from "./welcome";

function start(): void {
  watchVisit();
  new Panel();
  new Sidebar();
  const composer = new Composer();
  const list = new MessageList({ reply: (m) => composer.beginReply(m), jump: (id) => list.jump(id) });
  watchModals();
  keepRelative();
  store.on("snapshot", arrive);
  store.on("gone", (channel: string) => channel === place.channel && arrive());
  store.on("online", (yes: boolean) => (byId("offline").hidden = yes));
  store.on("typing", showTyping);
  store.on("open", showTyping);
  socket.connect(remembered("as"));
}

// arrive opens the channel where the person was, or the first.
function arrive(): void {
  if (store.me) remember("as", store.me.id);
  const kept = store.channels.get(place.channel) ?? store.channels.get(remembered("channel"));
  const first = [...store.guilds.values()][0];
  place.guild = kept?.guild_id || store.guilds.get(place.guild)?.id || first?.id || "";
  const channel = kept ?? store.firstChannel(place.guild);
  if (channel) open(channel.id);
  else store.emit("places");
}

function showTyping(): void {
  const people = [...(store.typing.get(place.channel) ?? [])].filter(([id, until]) => until > Date.now() && id !== store.me?.id);
  const names = people.map(([id]) => store.names(place.channel).user(id));
  byId("typing").textContent = names.length === 0 ? "" : names.length < 4 ? `${names.join(", ")} ${names.length === 1 ? "is" : "are"} typing…` : "Several people are typing…";
}

start();
