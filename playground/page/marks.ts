// A click on a quotation or a side of a card marks its sentence in the transcript.
import { iconButton } from "./dom";
import { store } from "./app";
import { find } from "./reading";

// addMarks makes the lines of a bot's message lead to their sentences.
export function addMarks(message: HTMLElement): void {
  for (const line of message.querySelectorAll<HTMLElement>(".display .line, .display li")) {
    if (line.classList.contains("traced") || !find(line.textContent ?? "")) continue;
    line.classList.add("traced");
    line.append(iconButton("target", "Show it in the article’s transcript", () => show(line)));
    line.addEventListener("click", (e) => {
      if (!(e.target as HTMLElement).closest("a, button") && !getSelection()?.toString()) show(line);
    });
  }
}

function show(line: HTMLElement): void {
  const found = find(line.textContent ?? "");
  if (!found) return;
  document.querySelectorAll(".line.chosen, li.chosen").forEach((other) => other.classList.remove("chosen"));
  line.classList.add("chosen");
  store.emit("mark", found);
}
