// Links that lead into the reader's own machine or network.

const link = /https?:\/\/[^\s<>]+/gi;
const inside = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|0\.|\[(::|::1|f[cd].*|fe80.*)\]$)/;

// leadsInside says whether a text has a link to this machine, to a private address, or to a name that only a network of one's own knows;
// the playground's papers are none.
export function leadsInside(text: string): boolean {
  return (text.match(link) ?? []).some((found) => URL.canParse(found) && isInside(new URL(found)));
}

function isInside(url: URL): boolean {
  if (url.pathname.startsWith("/press/") && url.port === location.port && url.hostname !== "localhost") return false;
  return inside.test(url.hostname) || !/[.:]/.test(url.hostname);
}
