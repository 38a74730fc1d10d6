/** The part of the abort API that the pure code uses; every host (Node, browsers) brings it. */
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(
    type: 'abort',
    listener: () => void,
    options?: { once?: boolean },
  ): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
interface AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
// eslint-disable-next-line @typescript-eslint/no-redeclare -- a class is declared as its type and its constructor
declare const AbortController: { new (): AbortController };
