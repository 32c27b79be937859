// What the model was asked for a reading, and what it answered.
import { h } from "./dom";
import { milliseconds } from "./transcript";
import type { Question, Reading } from "./reading";

export function questionList(r: Reading, questions: Question[]): HTMLElement {
  const { writer } = r.brief;
  if (!questions.length && writer.name !== "model") {
    return h("div.questions", null, h("p.nothing", null, "No model was asked: Parley wrote this brief on its own. Set OPENAI_BASE_URL and OPENAI_MODEL in the environment or in .env and start again, and each question and answer stands here, with its tokens."));
  }
  const cost = writer.cost === undefined ? "not known" : `$${writer.cost.toFixed(4)}`;
  return h("div.questions", null,
    h("dl.facts", null, ...[["Model", writer.model || "failed"], ["Tokens in", writer.tokens_in], ["Tokens out", writer.tokens_out], ["Cost", cost]].map(([name, value]) =>
      h("div", null, h("dt", null, name), h("dd", null, value)))),
    writer.cached && h("p", null, "The answer was kept from an earlier question."), writer.note && h("p", null, writer.note), ...questions.map(question));
}

function question(q: Question): HTMLElement {
  const outcome = q.error || (q.status === 200 ? `${q.tokens_in} + ${q.tokens_out} tokens` : `status ${q.status}`);
  return h("details.question", null, h("summary", null, h("b", null, q.model), ` ${outcome} · ${milliseconds(q.ms)}`),
    ...q.messages.map((m) => h("section", null, h("h4", null, m.role), h("pre", { tabindex: "0" }, m.content))),
    h("section", null, h("h4", null, "answer"), h("pre", { tabindex: "0" }, q.answer)));
}
