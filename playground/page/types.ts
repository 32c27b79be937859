// Discord's objects, as far as the page reads them, and what the playground adds to them.

export interface User {
  id: string;
  username: string;
  global_name?: string | null;
  avatar_url?: string | null;
  bot?: boolean;
}

export interface Member {
  user: User;
  nick: string | null;
  roles: string[];
  guild_id?: string;
}

export interface Role {
  id: string;
  name: string;
  permissions: string;
  color?: number;
}

export interface Channel {
  id: string;
  type: number;
  name: string;
  guild_id?: string;
  parent_id?: string | null;
  topic?: string | null;
  recipients?: User[];
  my_permissions?: string;
}

export interface Guild {
  id: string;
  name: string;
  owner_id: string;
  roles: Role[];
  channels: Channel[];
  threads: Channel[];
  members: Member[];
  my_permissions?: string;
}

export interface Emoji {
  id: string | null;
  name: string;
}

export interface Reaction {
  emoji: Emoji;
  count: number;
  me: boolean;
}

export interface Attachment {
  id: string;
  filename: string;
  size: number;
  content_type?: string;
  description?: string;
  url: string;
}

export interface Media {
  url: string;
}

export interface Embed {
  title?: string;
  description?: string;
  url?: string;
  color?: number;
  timestamp?: string;
  author?: { name: string; url?: string };
  footer?: { text: string };
  fields?: { name: string; value: string; inline?: boolean }[];
  image?: Media;
  thumbnail?: Media;
}

export interface SelectOption {
  label: string;
  value: string;
  description?: string;
  default?: boolean;
}

// A Component is of any kind: each kind uses some of these fields.
export interface Component {
  type: number;
  id?: number;
  custom_id?: string;
  components?: Component[];
  component?: Component;
  accessory?: Component;
  content?: string;
  label?: string;
  description?: string;
  style?: number;
  url?: string;
  emoji?: Emoji;
  disabled?: boolean;
  options?: SelectOption[];
  placeholder?: string;
  default?: boolean;
  min_values?: number;
  max_values?: number;
  min_length?: number;
  max_length?: number;
  required?: boolean;
  value?: string;
  divider?: boolean;
  spacing?: number;
  accent_color?: number | null;
  spoiler?: boolean;
  media?: Media;
  file?: Media;
  items?: { media: Media; description?: string; spoiler?: boolean }[];
  default_values?: { id: string }[];
}

export interface Poll {
  question: { text: string };
  answers: { answer_id: number; poll_media: { text?: string; emoji?: Emoji } }[];
  allow_multiselect: boolean;
  expiry: string;
  results: { is_finalized: boolean; answer_counts: { id: number; count: number; me_voted: boolean }[] };
}

export interface Message {
  id: string;
  channel_id: string;
  guild_id?: string;
  type: number;
  author: User;
  content: string;
  flags: number;
  timestamp: string;
  edited_timestamp: string | null;
  pinned?: boolean;
  nonce?: string;
  components: Component[];
  embeds: Embed[];
  attachments: Attachment[];
  reactions?: Reaction[];
  poll?: Poll;
  referenced_message?: Message | null;
  message_reference?: { message_id?: string };
  interaction_metadata?: { id: string; type: number; name?: string; user: User; interacted_message_id?: string; used?: Used };
  thread?: Channel;
}

// Used is the button or the menu that was used, and what was chosen.
export interface Used {
  custom_id: string;
  values?: string[];
}

export interface Choice {
  name: string;
  name_localizations?: Localized;
  value: string | number;
}

// Localized is a text in other languages of Discord's.
export type Localized = { [locale: string]: string } | null;

export interface Option {
  type: number;
  name: string;
  description: string;
  description_localizations?: Localized;
  required?: boolean;
  autocomplete?: boolean;
  choices?: Choice[];
  options?: Option[];
  channel_types?: number[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
}

export interface Command {
  id: string;
  type: number;
  name: string;
  description: string;
  description_localizations?: Localized;
  options?: Option[];
  usable_in: string[]; // servers, and "@me" for direct messages, where the person may run it
}

export interface Modal {
  custom_id: string;
  title: string;
  components: Component[];
}

export interface Interaction {
  id: string;
  nonce: string;
  status: "sent" | "acknowledged" | "message" | "updated" | "modal" | "choices" | "failed";
  kind: number;
  channel_id: string;
  message_id?: string;
  modal?: Modal;
  choices?: Choice[];
  error?: string;
}

export interface Event {
  seq: number;
  time: string;
  kind: string;
  data: any;
}

// A Sample is an invented article that a newcomer may paste.
export interface Sample {
  link: string; // as the bot reaches it
  path: string; // as the reader does
  kicker: string;
  title: string;
  note: string;
}

export const flag = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, loading: 1 << 7, v2: 1 << 15 };
export const channelType = { text: 0, dm: 1, news: 5, thread: 11 };
export const permission = {
  administrator: 1n << 3n,
  manageServer: 1n << 5n,
  react: 1n << 6n,
  send: 1n << 11n,
  manageMessages: 1n << 13n,
  commands: 1n << 31n,
  threads: 1n << 35n,
  sendInThreads: 1n << 38n,
  pin: 1n << 51n,
};

// allows says whether permissions, as Discord writes them, hold one of them.
export function allows(permissions: string | undefined, wanted: bigint): boolean {
  if (permissions === undefined) return true;
  const held = BigInt(permissions);
  return (held & permission.administrator) !== 0n || (held & wanted) === wanted;
}

// older orders ids, which are numbers too large for a number.
export function older(a: string, b: string): boolean {
  return a.length !== b.length ? a.length < b.length : a < b;
}
