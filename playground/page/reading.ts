// What the program around the playground tells of a reading: the article in sentences, who said what, the brief and its checks.

export interface Part {
  text: string;
  speaker: string;
  hue: number;
  quoted: boolean;
  said: number; // index into Reading.said; -1: nobody speaks
}

export interface Said {
  speaker: string;
  role: string;
  sure: boolean;
  kind: string;
  text: string;
  hue: number;
  sentence: number;
}

export interface Line {
  what: string;
  text: string;
  by: string;
  doubts: string[] | null;
  gone: boolean;
  now: string; // the text after the second reading
}

export interface Brief {
  headline: string;
  gist: { text: string; sentences: number[] }[];
  parties: { name: string; quotes: number[]; positions: { text: string; short?: string; sentences: { number: number }[] }[] }[];
  quotes: { id: number; text: string; speaker: string; number: number }[];
  not_heard: { name: string }[];
  sources: { site: string; title: string; link: string; words: number; partial: boolean; language: string; notice?: string }[];
  checks: {
    quotations: number;
    kept: number;
    dropped: { what: string; why: string }[];
    second_reading?: { model: string; asked: number; mended: number; dropped: number; trusted: boolean };
  };
  writer: { name: string; model: string; tokens_in: number; tokens_out: number; cost?: number; cached?: boolean; note?: string };
}

export interface Step {
  name: string;
  start: number; // ms after the first one's
  ms: number;
}

export interface Reading {
  id: number;
  made: string; // when
  title: string;
  speakers: { name: string; role: string; hue: number }[];
  paragraphs: { number: number; parts: Part[] }[][];
  said: Said[];
  brief: Brief;
  lines: Line[] | null;
  steps: Step[];
  why: string; // an address; with an index behind it, why that one has its speaker
}

export interface Question {
  reading: number;
  server: string;
  model: string;
  messages: { role: string; content: string }[];
  answer: string;
  tokens_in: number;
  tokens_out: number;
  ms: number;
  status: number;
  error: string;
}

const mostReadings = 100;

export const readings: Reading[] = [];

// keepReading adds a reading, or puts it in the place of an earlier form of it.
export function keepReading(r: Reading): void {
  const at = readings.findIndex((known) => known.id === r.id);
  if (at >= 0) readings[at] = r;
  else readings.push(r);
  if (readings.length > mostReadings) readings.shift();
}

// bare is a text without what may differ between a card and the article.
export function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

const shortest = 12; // letters that make a text one that can be known again
const cutAt = 60; // a text may be cut short on a card

interface Known {
  text: string;
  sentences: number[];
}

const candidates = new WeakMap<Reading, Known[]>();

function knownTexts(r: Reading): Known[] {
  let all = candidates.get(r);
  if (all) return all;
  const texts: [string | undefined, number[]][] = [
    ...r.brief.quotes.map((q): [string, number[]] => [q.text, [q.number]]),
    ...r.brief.gist.map((g): [string, number[]] => [g.text, g.sentences]),
    ...r.brief.parties.flatMap((p) => p.positions.flatMap((x): [string | undefined, number[]][] => {
      const sentences = x.sentences.map((s) => s.number);
      return [[x.text, sentences], [x.short, sentences]];
    })),
  ];
  all = texts.map(([text, sentences]) => ({ text: bare(text ?? ""), sentences })).filter((k) => k.text.length >= shortest);
  candidates.set(r, all);
  return all;
}

// find says which sentences of which reading a line of a card rests on: the newest reading with the longest text of the line's.
export function find(line: string): { reading: Reading; sentences: number[] } | null {
  const text = bare(line);
  if (text.length < shortest) return null;
  for (const reading of [...readings].reverse()) {
    const fit = knownTexts(reading).filter((k) => text.includes(k.text.slice(0, cutAt))).sort((a, b) => b.text.length - a.text.length)[0];
    if (fit) return { reading, sentences: fit.sentences };
  }
  return null;
}
