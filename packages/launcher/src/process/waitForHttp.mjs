import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 250;

/**
 * Resolves when a GET of the URL answers 2xx. Rejects when the signal aborts, with its reason.
 * @param {string} url
 * @param {{ signal: AbortSignal }} options
 */
export async function waitForHttp(url, { signal }) {
  while (!(await answers(url, signal)))
    await sleep(pollMs, undefined, { signal });
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 */
async function answers(url, signal) {
  try {
    const response = await fetch(url, { signal });
    await response.body?.cancel();
    return response.ok;
  } catch {
    signal.throwIfAborted();
    return false; // nobody listens yet, which is what this function waits for
  }
}
