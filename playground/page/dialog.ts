// Dialogs: modals that the bot opens, and the page's own small forms.
import { append, h } from "./dom";
import { complain, interact, place, readFiles, store } from "./app";
import { entries } from "./components";
import { markdown } from "./markdown";
import type { Component, Interaction, Modal } from "./types";

interface Dialog {
  element: HTMLDialogElement;
  form: HTMLFormElement;
  error: HTMLElement;
}

// open shows a dialog. Enter presses the first submit button, so that Cancel is none.
function openDialog(title: string, body: (Node | null)[], submit: string, danger = false): Dialog {
  const error = h("p.error", { role: "alert", hidden: true });
  const cancel = h("button.button.secondary", { type: "button", onclick: () => element.close() }, "Cancel");
  const form = h("form", { method: "dialog" }, h("h2", { id: "dialog-title" }, title), h("div.fields", null, ...body), error,
    h("div.actions", null, cancel, h("button.button", { type: "submit", class: danger ? "danger" : "primary" }, submit)));
  const element = h("dialog", { "aria-labelledby": "dialog-title" }, form);
  element.addEventListener("close", () => element.remove());
  document.body.append(element);
  element.showModal();
  return { element, form, error };
}

function onSubmit(d: Dialog, f: () => Promise<void>): void {
  d.form.addEventListener("submit", async (e) => {
    e.preventDefault();
    try {
      await f();
    } catch (e) {
      d.error.textContent = e instanceof Error ? e.message : String(e);
      d.error.hidden = false;
    }
  });
}

let fieldNumber = 0;

// labelled puts a label, and what it says further, before a control.
export function labelled(label: string, description: string | undefined, control: HTMLElement, required = false): HTMLElement {
  control.id ||= `field-${++fieldNumber}`;
  const about = description ? h("small", { id: control.id + "-about" }, description) : null;
  if (about) control.setAttribute("aria-describedby", about.id);
  return h("div.field", null, h("label", { for: control.id }, label, required && h("span.required", { "aria-hidden": "true" }, " *")), about, control);
}

// ---- the bot's modals

type Read = () => unknown | Promise<unknown>;

function textInput(c: Component): HTMLInputElement | HTMLTextAreaElement {
  const props = { placeholder: c.placeholder, minlength: c.min_length, maxlength: c.max_length ?? 4000, required: c.required !== false, value: c.value ?? "" };
  return c.style === 2 ? h("textarea", { rows: "6", ...props }) : h("input", { type: "text", ...props });
}

function modalSelect(c: Component): HTMLSelectElement {
  const many = (c.max_values ?? 1) > 1;
  const element = h("select", { multiple: many, required: c.required !== false, size: many ? "5" : null });
  if (!many) element.append(h("option", { value: "" }, c.placeholder ?? "Choose one"));
  for (const o of entries(c, place.guild)) element.append(h("option", { value: o.value, selected: o.default }, o.label));
  return element;
}

function chosenIn(element: HTMLSelectElement): string[] {
  return [...element.selectedOptions].map((o) => o.value).filter((v) => v !== "");
}

// modalField draws one input; what it holds goes into reads by its id.
function modalField(c: Component, label: string, description: string | undefined, reads: Map<string, Read>): HTMLElement {
  const required = c.required !== false;
  if (c.type === 4) {
    const input = textInput(c);
    reads.set(c.custom_id!, () => input.value);
    return labelled(label, description, input, required);
  }
  if (c.type === 19) {
    const input = h("input", { type: "file", required, multiple: (c.max_values ?? 1) > 1 });
    reads.set(c.custom_id!, async () => ({ files: await readFiles([...(input.files ?? [])]) }));
    return labelled(label, description, input, required);
  }
  if (c.type === 21 || c.type === 22) return tickGroup(c, label, description, reads);
  if (c.type === 23) {
    const input = h("input", { type: "checkbox", checked: c.default });
    reads.set(c.custom_id!, () => input.checked);
    return labelled(label, description, input);
  }
  const element = modalSelect(c);
  reads.set(c.custom_id!, () => chosenIn(element));
  return labelled(label, description, element, required);
}

// tickGroup is a group of options of which one is chosen, or several.
function tickGroup(c: Component, label: string, description: string | undefined, reads: Map<string, Read>): HTMLElement {
  const one = c.type === 21;
  const options = c.options ?? [];
  const ticks = options.map((o) => h("input", { type: one ? "radio" : "checkbox", name: c.custom_id, value: o.value, checked: o.default, required: one && c.required !== false }));
  reads.set(c.custom_id!, () => ticks.filter((t) => t.checked).map((t) => t.value));
  return h("fieldset.field", null, h("legend", null, label, c.required !== false && h("span.required", { "aria-hidden": "true" }, " *")), description && h("small", null, description),
    ...options.map((o, i) => h("label.tick", null, ticks[i], " ", o.label, o.description && h("small", null, ` ${o.description}`))));
}

function modalPart(c: Component, reads: Map<string, Read>): HTMLElement {
  if (c.type === 10) return h("div.display", null, markdown(c.content ?? "", store.names(place.channel)));
  if (c.type === 18 && c.component) return modalField(c.component, c.label ?? "", c.description, reads);
  const inner = c.components?.[0] ?? c;
  return modalField(inner, inner.label ?? "", undefined, reads);
}

function showModal(interaction: string, modal: Modal): void {
  const reads = new Map<string, Read>();
  const d = openDialog(modal.title, modal.components.map((c) => modalPart(c, reads)), "Submit");
  onSubmit(d, async () => {
    const fields: { [id: string]: unknown } = {};
    for (const [id, read] of reads) fields[id] = await read();
    await interact("submit", { interaction, fields }, (i: Interaction) => {
      if (i.status === "failed") complain(new Error(i.error));
    });
    d.element.close();
  });
}

// watchModals shows the modals that the bot answers with.
export function watchModals(): void {
  store.on("modal", (i: Interaction) => showModal(i.id, i.modal!));
}

// ---- the page's own

export interface Asked {
  name: string;
  label: string;
  about?: string;
  value?: string;
  choices?: [value: string, label: string][];
  accept?: string; // a file of one of these types
  optional?: boolean;
}

function askedControl(f: Asked): HTMLInputElement | HTMLSelectElement {
  if (f.accept) return h("input", { type: "file", accept: f.accept, required: !f.optional });
  const control = f.choices ? h("select") : h("input", { type: "text", value: f.value ?? "", required: !f.optional, maxlength: "100" });
  for (const [value, label] of f.choices ?? []) append(control, [h("option", { value, selected: value === f.value }, label)]);
  return control;
}

// ask shows a small form; run is tried with what was filled in, and its refusal is shown there.
export function ask(title: string, fields: Asked[], submit: string, run: (values: { [name: string]: string }, files: File[]) => Promise<unknown>): void {
  const controls = fields.map(askedControl);
  const d = openDialog(title, fields.map((f, i) => labelled(f.label, f.about, controls[i], !f.optional && !f.choices)), submit);
  onSubmit(d, async () => {
    const files = controls.flatMap((c) => [...((c as HTMLInputElement).files ?? [])]);
    await run(Object.fromEntries(fields.map((f, i) => [f.name, controls[i].value.trim()])), files);
    d.element.close();
  });
}

// confirm asks once more before something is lost.
export function confirm(title: string, text: string, submit: string, run: () => Promise<unknown>): void {
  const d = openDialog(title, [h("p", null, text)], submit, true);
  onSubmit(d, async () => {
    await run();
    d.element.close();
  });
}

// pickMany lets somebody tick several entries of a menu; null when they think better of it.
export function pickMany(title: string, all: { label: string; value: string; default?: boolean }[], least: number, most: number): Promise<string[] | null> {
  return new Promise((resolve) => {
    const ticks = all.map((o) => h("input", { type: "checkbox", value: o.value, checked: o.default }));
    const d = openDialog(title, all.map((o, i) => h("label.tick", null, ticks[i], " ", o.label)), "Choose");
    d.element.addEventListener("close", () => resolve(null));
    onSubmit(d, async () => {
      const chosen = ticks.filter((t) => t.checked).map((t) => t.value);
      if (chosen.length < least || chosen.length > most) throw new Error(`Choose ${least === most ? least : `${least} to ${most}`}.`);
      resolve(chosen);
      d.element.close();
    });
  });
}
