// Pictures, files and embeds of a message. Nothing is loaded from elsewhere: a picture of another host is a link to it.
import { append, h, icon } from "./dom";
import { markdown, type Names } from "./markdown";
import { messageTime } from "./time";
import type { Attachment, Embed } from "./types";

// safeURL is a link that may be followed, or "".
export function safeURL(text: string): string {
  try {
    const url = new URL(text, location.href);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : "";
  } catch {
    return "";
  }
}

function isOurs(url: string): boolean {
  return new URL(url, location.href).origin === location.origin;
}

export function picture(source: string, description: string, className: string, spoiler?: boolean): HTMLElement | null {
  const url = safeURL(source);
  if (!url) return null;
  if (!isOurs(url)) return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, description || "a picture");
  const image = h("img", { src: url, alt: description || "a picture without a description", class: className, loading: "lazy" });
  if (!spoiler) return image;
  const cover = h("button.spoiler", { type: "button", onclick: () => cover.replaceWith(image) }, "Spoiler: show the picture");
  return cover;
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1 << 20) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / (1 << 20)).toFixed(1)} MB`;
}

export function attachmentCard(a: Attachment): HTMLElement | null {
  const url = safeURL(a.url);
  if (!url) return null;
  const name = h("a", { href: url, download: a.filename, target: "_blank", rel: "noopener noreferrer" }, a.filename);
  return h("div.file", null, icon("file"), h("div", null, name, a.size > 0 && h("small", null, fileSize(a.size))));
}

export function attachment(a: Attachment): HTMLElement | null {
  return a.content_type?.startsWith("image/") ? picture(a.url, a.description || a.filename, "shot") : attachmentCard(a);
}

export function embed(e: Embed, names: Names): HTMLElement {
  const box = h("div.embed");
  if (e.color) box.style.setProperty("--accent", "#" + e.color.toString(16).padStart(6, "0"));
  const linked = (text: string, url?: string) =>
    url && safeURL(url) ? h("a", { href: safeURL(url), target: "_blank", rel: "noopener noreferrer" }, text) : text;
  append(box, [
    e.author && h("div.embed-author", null, linked(e.author.name, e.author.url)),
    e.title && h("div.embed-title", null, linked(e.title, e.url)),
    e.description && h("div.embed-text", null, markdown(e.description, names)),
    e.fields?.length && h("dl.embed-fields", null, ...e.fields.map((f) =>
      h("div", { class: f.inline ? "inline" : "" }, h("dt", null, f.name), h("dd", null, markdown(f.value, names))))),
    e.image && picture(e.image.url, e.title ?? "", "shot"),
    e.thumbnail && picture(e.thumbnail.url, e.title ?? "", "thumbnail"),
    (e.footer || e.timestamp) && h("div.embed-footer", null, e.footer?.text, e.footer && e.timestamp && " · ", e.timestamp && messageTime(e.timestamp)),
  ]);
  return box;
}
