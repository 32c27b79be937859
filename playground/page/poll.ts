// A poll, as it stands: a press on an answer gives it or takes it back.
import { h } from "./dom";
import { act } from "./app";
import { stamp } from "./time";
import type { Message } from "./types";

export function poll(m: Message): HTMLElement | null {
  if (!m.poll) return null;
  const { question, answers, allow_multiselect: many, results, expiry } = m.poll;
  const mine = results.answer_counts.filter((c) => c.me_voted).map((c) => c.id);
  const all = results.answer_counts.reduce((sum, c) => sum + c.count, 0);
  const vote = (id: number) => {
    const rest = many ? mine.filter((other) => other !== id) : [];
    void act("vote", { message: m.id, answers: mine.includes(id) ? rest : [...rest, id] });
  };
  return h("div.poll", { role: "group", "aria-label": question.text }, h("h4", null, question.text), h("small", null, many ? "Select one or more answers" : "Select one answer"),
    ...answers.map((a) => {
      const count = results.answer_counts.find((c) => c.id === a.answer_id)?.count ?? 0;
      return h("button.button", { type: "button", "aria-pressed": String(mine.includes(a.answer_id)), disabled: results.is_finalized, onclick: () => vote(a.answer_id) },
        h("span", null, a.poll_media.emoji?.name, " ", a.poll_media.text), h("span", null, count));
    }),
    h("small", null, `${all} ${all === 1 ? "vote" : "votes"} · `, results.is_finalized ? "ended" : "ends ", !results.is_finalized && stamp(Date.parse(expiry) / 1000, "R")));
}
