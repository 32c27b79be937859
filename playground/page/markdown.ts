// Discord's Markdown as DOM nodes. Texts go in as text nodes and links through safeLink, so nothing in a message can become more
// than what is listed here.
import { h, append } from "./dom";
import { stamp } from "./time";

// Names tells what ids stand for.
export interface Names {
  user(id: string): string;
  role(id: string): string;
  channel(id: string): string;
}

type Rule = [RegExp, (m: RegExpExecArray, names: Names) => Node | null];

// wrap is a rule whose inner text is Markdown again.
function wrap(tag: string, className = ""): Rule[1] {
  return (m, names) => h(tag, className ? { class: className } : null, ...inline(m[1], names));
}

function safeLink(target: string, label: Node[]): Node | null {
  let url: URL;
  try {
    url = new URL(target);
  } catch {
    return null;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, ...label);
}

function plainLink(target: string): Node | null {
  return safeLink(target, [document.createTextNode(target)]);
}

function mention(text: string): Node {
  return h("span.mention", null, text);
}

function spoiler(m: RegExpExecArray, names: Names): Node {
  const button = h("button.spoiler", { type: "button", "aria-label": "Spoiler, show it", onclick: () => {
    button.replaceWith(h("span.spoiler.open", null, ...inline(m[1], names)));
  } }, h("span", null, ...inline(m[1], names)));
  return button;
}

// The first rule that fits at a place wins. All are sticky.
const rules: Rule[] = [
  [/\\([^0-9A-Za-z\s])/y, (m) => document.createTextNode(m[1])],
  [/``([^`]|[^`][\s\S]*?[^`])``(?!`)/y, (m) => h("code", null, m[1])],
  [/`([^`\n]+)`/y, (m) => h("code", null, m[1])],
  [/<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y, (m) => stamp(Number(m[1]), m[2] ?? "f")],
  [/<@!?(\d+)>/y, (m, names) => mention("@" + names.user(m[1]))],
  [/<@&(\d+)>/y, (m, names) => mention("@" + names.role(m[1]))],
  [/<#(\d+)>/y, (m, names) => mention("#" + names.channel(m[1]))],
  [/<\/([^:>\n]+):\d+>/y, (m) => mention("/" + m[1])],
  [/<a?:(\w+):\d+>/y, (m) => document.createTextNode(`:${m[1]}:`)],
  [/@(everyone|here)\b/y, (m) => mention(m[0])],
  [/\[((?:\\.|[^\[\]\\]|\[[^\[\]]*\])+)\]\((?:<([^<>\s]+)>(?:\s+"[^"]*")?\)|([^\s<>]+?)(?:\s+"[^"]*")?\)(?!\)))/y,
    (m, names) => safeLink(m[2] ?? m[3], inline(m[1], names))],
  [/<(https?:\/\/[^\s<>]+)>/iy, (m) => plainLink(m[1])],
  [/https?:\/\/[^\s<>]*[^\s<>.,:;!?"'()\]*_~|]/iy, (m) => plainLink(m[0])],
  [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, wrap("strong")],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, wrap("u")],
  [/\*(?=\S)((?:\\[\s\S]|[^\\*]|\*\*)+?)(?<=\S)\*(?!\*)/y, wrap("em")],
  [/(?<!\w)_((?:\\[\s\S]|[^\\_]|__)+?)_(?!\w)/y, wrap("em")],
  [/~~((?:\\[\s\S]|[^\\])+?)~~/y, wrap("s")],
  [/\|\|((?:\\[\s\S]|[^\\])+?)\|\|/y, spoiler],
];

// special are the characters with which a rule may begin; all others are text.
const special = /[\\`<@\[*_~|]|https?:\/\//gi;

export function inline(text: string, names: Names): Node[] {
  const nodes: Node[] = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(document.createTextNode(plain));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    special.lastIndex = at;
    const next = special.exec(text)?.index ?? text.length;
    plain += text.slice(at, next);
    at = next;
    if (at >= text.length) break;
    const found = firstFit(text, at, names);
    if (found) {
      flush();
      nodes.push(found[0]);
      at += found[1];
    } else {
      plain += text[at++];
    }
  }
  flush();
  return nodes;
}

function firstFit(text: string, at: number, names: Names): [Node, number] | null {
  for (const [pattern, make] of rules) {
    pattern.lastIndex = at;
    const m = pattern.exec(text);
    const node = m && make(m, names);
    if (m && node) return [node, m[0].length];
  }
  return null;
}

const fence = /^```(?:([\w+#-]*)\n)?([\s\S]*?)\n?```/;
const item = /^( *)(?:[-*]|(\d{1,9})\.) +(.*)$/;

// markdown is a whole text: its blocks, in order.
export function markdown(text: string, names: Names): DocumentFragment {
  const out = document.createDocumentFragment();
  blocks(text, names, out, true);
  return out;
}

function blocks(text: string, names: Names, out: Node, quotes: boolean): void {
  while (text) {
    const code = fence.exec(text);
    const used = code ? code[0].length : quotes && text.startsWith(">>> ") ? text.length : 0;
    if (code) {
      out.appendChild(h("pre", { tabindex: "0" }, h("code", null, code[2])));
    } else if (used) {
      quote(text.slice(4), names, out);
    } else {
      text = lines(text, names, out, quotes);
      continue;
    }
    text = text.slice(used).replace(/^\n/, "");
  }
}

function quote(text: string, names: Names, out: Node): void {
  const element = h("blockquote");
  blocks(text, names, element, false);
  out.appendChild(element);
}

// lines takes the block that the first lines make, and returns what is left.
function lines(text: string, names: Names, out: Node, quotes: boolean): string {
  const all = text.split("\n");
  const run = (fits: (line: string) => boolean) => {
    const end = all.findIndex((line) => !fits(line));
    return end < 0 ? all.length : end;
  };
  let used = 1;
  const heading = /^(#{1,3}) +(\S.*)$/.exec(all[0]);
  const small = /^-# +(\S.*)$/.exec(all[0]);
  if (quotes && /^> |^>$/.test(all[0])) {
    used = run((line) => /^> |^>$/.test(line));
    quote(all.slice(0, used).map((line) => line.slice(2)).join("\n"), names, out);
  } else if (heading) {
    out.appendChild(h("h" + (heading[1].length + 2), { class: "level" + heading[1].length }, ...inline(heading[2], names)));
  } else if (small) {
    out.appendChild(h("small.subtext", null, ...inline(small[1], names)));
  } else if (item.test(all[0])) {
    const ordered = !!item.exec(all[0])![2];
    used = run((line) => {
      const row = item.exec(line);
      return row !== null && (row[1] !== "" || !!row[2] === ordered);
    });
    out.appendChild(list(all.slice(0, used), names));
  } else {
    used = Math.max(1, run((line) => !beginsBlock(line, quotes)));
    paragraph(all.slice(0, used), names, out);
  }
  return all.slice(used).join("\n");
}

function beginsBlock(line: string, quotes: boolean): boolean {
  return /^(#{1,3}|-#) +\S|^```/.test(line) || item.test(line) || (quotes && /^>(>>)? /.test(line));
}

// paragraph keeps lines as they are broken. Each is an element of its own, but where bold or the like goes over several.
function paragraph(rows: string[], names: Names, out: Node): void {
  if (!rows.some((row) => row.trim())) {
    if (out.hasChildNodes()) out.appendChild(h("div.gap"));
    return;
  }
  const whole = h("div.text", null, ...inline(rows.join("\n"), names));
  const parted = h("div.text");
  rows.forEach((row, i) => append(parted, [i > 0 && "\n", h("span.line", null, ...inline(row, names))]));
  out.appendChild(parted.textContent === whole.textContent ? parted : whole);
}

function list(rows: string[], names: Names): HTMLElement {
  const first = item.exec(rows[0])!;
  const element = h(first[2] ? "ol" : "ul", first[2] ? { start: first[2] } : null);
  const depth = first[1].length;
  for (let i = 0; i < rows.length; ) {
    const row = item.exec(rows[i])!;
    const entry = h("li", null, ...inline(row[3], names));
    const next = rows.findIndex((line, n) => n > i && item.exec(line)![1].length <= depth);
    const end = next < 0 ? rows.length : next;
    if (end > i + 1) append(entry, [list(rows.slice(i + 1, end), names)]);
    element.append(entry);
    i = end;
  }
  return element;
}
