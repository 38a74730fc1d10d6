import type { SimulationClock } from '../clock/SimulationClock';
import type { EventRecorder } from './events/createEventRecorder';
import type { PodAfflictions } from './kubelet/PodAfflictions';
import type { TypedStore } from './TypedStore';

/** What every simulated controller needs from outside. */
export interface ControllerContext {
  readonly store: TypedStore;
  readonly clock: SimulationClock;
  /** Numbers in [0, 1): names and choices come from here, so that a seeded run repeats. */
  readonly random: () => number;
  readonly events: EventRecorder;
  /** What incidents make pods do; none when missing. */
  readonly afflictions?: PodAfflictions;
  /** Told about a reconciliation that threw; the queue retries it by itself. */
  readonly reportError: (error: unknown, subject: string) => void;
}

/** A running controller. `dispose` ends its subscriptions and timers; a second call is harmless. */
export interface Controller {
  dispose(): void;
}

const DAY_SECONDS = 86_400;
let last = { ms: Number.NaN, text: '' };
let today = { day: Number.NaN, text: '' };

/** RFC 3339 in whole seconds, as the API writes times. */
export function toTimestamp(ms: number): string {
  // A pod's status names the same moment a dozen times, and one of the same day after that.
  if (ms !== last.ms) {
    const seconds = Math.floor(ms / 1_000);
    const day = Math.floor(seconds / DAY_SECONDS);
    if (day !== today.day) {
      today = { day, text: new Date(ms).toISOString().slice(0, 11) };
    }
    const time = seconds - day * DAY_SECONDS;
    const hours = twoDigits(Math.floor(time / 3_600));
    const minutes = twoDigits(Math.floor(time / 60) % 60);
    const text = `${today.text}${hours}:${minutes}:${twoDigits(time % 60)}Z`;
    last = { ms, text };
  }
  return last.text;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

export function toMs(timestamp: string | undefined): number {
  return timestamp === undefined ? 0 : Date.parse(timestamp);
}
