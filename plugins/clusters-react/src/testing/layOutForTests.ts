/**
 * jsdom lays nothing out: gives every element a size, so that a virtual table draws a screenful, and media queries an answer.
 * For `setupTests.ts`.
 */
export function layOutForTests(): void {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 640 },
    clientWidth: { configurable: true, get: () => 1400 },
  });
  window.matchMedia ??= query =>
    Object.assign(new EventTarget(), {
      matches: false,
      media: query,
      onchange: null,
      addListener: () => {},
      removeListener: () => {},
    });
}
