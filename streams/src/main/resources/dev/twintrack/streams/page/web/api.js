// Everything that goes over the wire.

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function answered(response) {
  if (response.ok) {
    return response;
  }
  const body = await response.json().catch(() => ({}));
  throw new Refused(response.status, body.error || `the program answered ${response.status}`);
}

export async function get(path) {
  return (await answered(await fetch(path))).json();
}

export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-Twintrack': '1'},
    body: JSON.stringify(body),
  });
  return (await answered(response)).json();
}

export const pathOf = (stream, ...rest) =>
  ['/api/streams', stream, ...rest].map((part, i) => (i ? encodeURIComponent(part) : part)).join('/');

/** A picture of a frame; null when it is held no more. */
export async function picture(stream, frame) {
  const response = await fetch(pathOf(stream, 'pictures', frame));
  if (response.status === 404 || response.status === 400) {
    return null;
  }
  return createImageBitmap(await (await answered(response)).blob());
}

/** News as it comes; the browser connects again by itself. */
export function news(handlers) {
  const source = new EventSource('/api/news');
  for (const name of ['state', 'gone', 'frame', 'track', 'dropped']) {
    source.addEventListener(name, message => handlers[name](JSON.parse(message.data)));
  }
  source.addEventListener('open', handlers.open);
  source.addEventListener('error', handlers.lost);
}
