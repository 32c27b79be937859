// The options of a command as form fields: each type its own control.
import { append, h } from "./dom";
import { interact, place, readFiles, store } from "./app";
import { labelled } from "./dialog";
import { Listbox } from "./listbox";
import type { Choice, Interaction, Option } from "./types";

const type = { string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, attachment: 11 };

// A Field is an option on the screen. read is undefined where nothing was given.
export interface Field {
  option: Option;
  element: HTMLElement;
  control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  read(): Promise<unknown>;
  set(value: string): void;
}

// Asking is what autocomplete needs to know of the command.
export interface Asking {
  command: string;
  path: string[];
  given(): Promise<{ [name: string]: unknown }>;
}

export function field(option: Option, asking: Asking): Field {
  const control = controlOf(option);
  if (option.required) control.required = true;
  const element = labelled(option.name, option.description, control, option.required);
  const f: Field = { option, element, control, read: () => read(option, control), set: (value) => (control.value = value) };
  if (option.autocomplete) complete(f, asking);
  return f;
}

function controlOf(option: Option): Field["control"] {
  const choices = choicesOf(option);
  if (choices) {
    const element = h("select", null, h("option", { value: "" }, option.required ? "Choose one" : "—"));
    for (const c of choices) append(element, [h("option", { value: String(c.value) }, c.name)]);
    return element;
  }
  switch (option.type) {
    case type.integer: case type.number:
      return h("input", { type: "number", min: option.min_value, max: option.max_value, step: option.type === type.integer ? "1" : "any", inputmode: "numeric" });
    case type.attachment:
      return h("input", { type: "file" });
  }
  if (option.autocomplete) return h("input", { type: "text", autocomplete: "off", maxlength: option.max_length ?? 6000 });
  const element = h("textarea", { rows: "1", maxlength: option.max_length ?? 6000 });
  // Discord takes no line end in an option.
  element.addEventListener("input", () => element.value.includes("\n") && (element.value = element.value.replace(/\s*\n\s*/g, " ")));
  return element;
}

// choicesOf are the values from which one is chosen; null where anything may be typed.
function choicesOf(option: Option): Choice[] | null {
  const guild = store.guilds.get(place.guild);
  const people = (guild?.members ?? []).map((m) => ({ name: store.nameOf(guild?.id, m.user), value: m.user.id }));
  const roles = (guild?.roles ?? []).map((r) => ({ name: r.name, value: r.id }));
  switch (option.type) {
    case type.boolean: return [{ name: "True", value: "true" }, { name: "False", value: "false" }];
    case type.user: return people;
    case type.role: return roles;
    case type.mentionable: return [...people, ...roles];
    case type.channel: return [...store.channels.values()].filter((c) => c.guild_id === guild?.id && (!option.channel_types?.length || option.channel_types.includes(c.type)))
      .map((c) => ({ name: "#" + c.name, value: c.id }));
  }
  return option.choices?.length ? option.choices : null;
}

async function read(option: Option, control: Field["control"]): Promise<unknown> {
  if (option.type === type.attachment) {
    const files = (control as HTMLInputElement).files;
    return files?.length ? { file: (await readFiles([files[0]]))[0] } : undefined;
  }
  const value = control.value;
  if (value.trim() === "") return undefined;
  if (option.type === type.integer || option.type === type.number) return Number(value);
  if (option.type === type.boolean) return value === "true";
  return value;
}

const typingPause = 150; // ms

// complete offers what the bot suggests while somebody types.
function complete(f: Field, asking: Asking): void {
  const list = new Listbox(f.control, `Suggestions for ${f.option.name}`, false);
  f.element.append(list.element);
  let timer = 0;
  let latest = 0;
  const look = async () => {
    const turn = ++latest;
    const hear = (i: Interaction) => {
      if (i.status === "choices" && turn === latest && document.activeElement === f.control) list.show((i.choices ?? []).map((c) => item(c, f)));
    };
    try {
      const options = { ...(await asking.given()), [f.option.name]: f.control.value };
      await interact("autocomplete", { channel: place.channel, command: asking.command, path: asking.path, options, focused: f.option.name }, hear);
    } catch {
      list.hide();
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(look, typingPause);
  };
  f.control.addEventListener("input", soon);
  f.control.addEventListener("focus", soon);
  f.control.addEventListener("blur", () => list.hide());
  f.control.addEventListener("keydown", (e) => list.key(e as KeyboardEvent));
}

function item(c: Choice, f: Field) {
  return { id: String(c.value), content: [c.name], choose: () => f.set(String(c.value)) };
}
