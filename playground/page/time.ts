// Times as Discord shows them, in the reader's own zone and language.

const styles: { [style: string]: Intl.DateTimeFormatOptions } = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31536000],
  ["month", 2592000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

function relative(at: Date): string {
  const seconds = Math.round((at.getTime() - Date.now()) / 1000);
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

export function format(at: Date, style: string): string {
  return style === "R" ? relative(at) : at.toLocaleString(undefined, styles[style] ?? styles.f);
}

// stamp is a <t:…> of Discord's; null when there is no such time.
export function stamp(seconds: number, style: string): HTMLElement | null {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return null;
  const element = document.createElement("time");
  element.className = "stamp";
  element.dateTime = at.toISOString();
  element.title = format(at, "F");
  element.textContent = format(at, style);
  if (style === "R") element.dataset.relative = "";
  return element;
}

// keepRelative renews "5 minutes ago" while the page is open.
export function keepRelative(): void {
  setInterval(() => {
    for (const element of document.querySelectorAll<HTMLTimeElement>("time[data-relative]")) {
      element.textContent = relative(new Date(element.dateTime));
    }
  }, 15000);
}

// messageTime is short for today and yesterday.
export function messageTime(iso: string): HTMLElement {
  const at = new Date(iso);
  const today = new Date().toDateString() === at.toDateString();
  const element = document.createElement("time");
  element.className = "when";
  element.dateTime = iso;
  element.title = format(at, "F");
  element.textContent = format(at, today ? "t" : "s");
  return element;
}
