import type { Response } from 'express';

/** Aborts when the client leaves before the answer is complete. */
export function abortSignalOf(response: Response): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
