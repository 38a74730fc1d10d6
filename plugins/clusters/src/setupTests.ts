import '@testing-library/jest-dom';

// jsdom lays nothing out: give elements a size, so that a virtual table draws a screenful, and media queries an answer.
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
jest.setTimeout(30_000);
