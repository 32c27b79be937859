// A click on a quotation or a side of a card marks its sentence in the transcript. Its words lead there, and the links beside them to
// the paper, so that the two are not taken for each other.
import { byId, h, iconButton, pressable, tap } from "./dom";
import { remember, remembered, store } from "./app";
import { find } from "./reading";

// addMarks makes the lines of a bot's message lead to their sentences.
export function addMarks(message: HTMLElement): void {
  for (const line of message.querySelectorAll<HTMLElement>(".display .line, .display li")) {
    if (!line.querySelector(".traced") && find(line.textContent ?? "")) trace(line);
  }
  if (message.querySelector(".traced")) giveTip();
}

// trace makes a button of a line's words: of the longest stretch without a link.
function trace(line: HTMLElement): void {
  const words = stretches(line).sort((a, b) => lettersIn(b) - lettersIn(a))[0];
  if (!words) return;
  const button = pressable(h("span.traced", { title: "Show it in the article" }), () => getSelection()?.toString() || show(button, line));
  words[0].before(button);
  button.append(...words);
  leaveOutEnds(button);
}

function stretches(line: HTMLElement): ChildNode[][] {
  const all: ChildNode[][] = [[]];
  for (const node of line.childNodes) {
    const other = node instanceof HTMLElement && (node.matches("a, button, ul, ol") || node.querySelector("a, button"));
    if (other) all.push([]);
    else all[all.length - 1].push(node);
  }
  return all.filter((nodes) => lettersIn(nodes) > 0);
}

function lettersIn(nodes: ChildNode[]): number {
  return nodes.reduce((sum, node) => sum + (node.textContent?.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
}

// leaveOutEnds takes the blanks and dashes out again that lead to the next link.
function leaveOutEnds(button: HTMLElement): void {
  const last = button.lastChild;
  const at = last instanceof Text ? last.data.search(/[\s—–(:·-]+$/) : -1;
  if (at > 0) button.after((last as Text).splitText(at));
}

function show(button: HTMLElement, line: HTMLElement): void {
  const text = line.textContent ?? "";
  const found = find(text);
  if (!found) return;
  document.querySelectorAll(".traced.chosen").forEach((other) => other.classList.remove("chosen"));
  button.classList.add("chosen");
  closeTip();
  store.emit("mark", { ...found, text });
}

const known = "traced"; // that lines lead to the article

// giveTip says once what the dotted lines are for.
function giveTip(): void {
  const tip = byId("tip");
  if (!tip.hidden || remembered(known)) return;
  tip.replaceChildren(h("span", null, `Playground tip: ${tap.toLowerCase()} the dotted words on a card to see them in the article, and why they are that speaker’s.`), iconButton("close", "Close the tip", closeTip));
  tip.hidden = false;
}

function closeTip(): void {
  remember(known, "yes");
  byId("tip").hidden = true;
}
