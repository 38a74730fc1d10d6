import type { AnomalySample } from '../AnomalyPoint';

/** A reader at rest. */
export interface CounterReaderState {
  readonly mode: 'undecided' | 'gauge' | 'counter';
  readonly steps: number;
  readonly rises: number;
  readonly falls: number;
  /** The sample that the next one is compared with; absent before the first and for a gauge. */
  readonly last?: AnomalySample;
}

/** Steps after which a stream is taken for a counter or a gauge. */
const decidingSteps = 64;
/** A counter rises in at least this share of its steps … */
const leastRises = 0.5;
/** … and falls, by a restart, in at most this share. */
const mostFalls = 0.02;
/** Weight of the newest step in the shares of a decided counter. */
const forgetting = 1 / 256;

/**
 * Tells counters from gauges by their steps and reads counters as rates.
 *
 * - Shape: one sample at a time, constant memory.
 * - Unit: in that of the value; out the same for a gauge, per second for a counter.
 * - Invalid input: values must be finite. A counter's sample that is not later than the one before gives no reading: its increase is counted with the next one.
 *   Nor does a restart, whose step hides an unknown increase.
 * - Errors: none.
 * - Cost: O(1).
 * - Source: a step down is a restart as in Prometheus `rate()`, which guesses its increase where we leave it out.
 */
export class CounterReader {
  #mode: CounterReaderState['mode'] = 'undecided';
  #steps = 0;
  #rises = 0;
  #falls = 0;
  #last?: AnomalySample;
  #offset = 0;
  #seconds = 1;

  constructor(saved?: CounterReaderState) {
    if (!saved) return;
    this.#mode = saved.mode;
    this.#steps = saved.steps;
    this.#rises = saved.rises;
    this.#falls = saved.falls;
    this.#last = saved.last;
  }

  /** Counts the step to this sample; true when this changes what the readings mean. */
  judge(sample: AnomalySample): boolean {
    if (this.#mode === 'gauge' || !this.#last) return false;
    const step = sample.value - this.#last.value;
    if (this.#mode === 'undecided') return this.#decide(step);
    this.#falls += forgetting * ((step < 0 ? 1 : 0) - this.#falls);
    if (this.#falls <= mostFalls * 4 && sample.value >= 0) return false;
    this.#becomeGauge();
    return true;
  }

  /** The reading of a sample that was judged; undefined when no time has passed or the counter has restarted. */
  read(sample: AnomalySample): number | undefined {
    if (this.#mode === 'gauge') return sample.value;
    const last = this.#last;
    this.#offset = 0;
    this.#seconds = 1;
    if (this.#mode !== 'counter' || !last) {
      this.#last = sample;
      return this.#mode === 'counter' ? undefined : sample.value;
    }
    // A clock that was set back must not silence the stream: start anew from there.
    if (sample.timeMs !== last.timeMs) this.#last = sample;
    if (sample.timeMs <= last.timeMs || sample.value < last.value)
      return undefined;
    this.#offset = last.value;
    this.#seconds = (sample.timeMs - last.timeMs) / 1000;
    return (sample.value - this.#offset) / this.#seconds;
  }

  /** The value that another reading of the sample just read would mean. */
  valueOf(reading: number): number {
    return this.#offset + reading * this.#seconds;
  }

  state(): CounterReaderState {
    return {
      mode: this.#mode,
      steps: this.#steps,
      rises: this.#rises,
      falls: this.#falls,
      ...(this.#last && { last: this.#last }),
    };
  }

  #decide(step: number): boolean {
    this.#steps += 1;
    if (step > 0) this.#rises += 1;
    if (step < 0) this.#falls += 1;
    if (this.#steps < decidingSteps) return false;
    const isCounter =
      this.#rises >= leastRises * this.#steps &&
      this.#falls <= mostFalls * this.#steps;
    this.#falls = 0;
    if (isCounter) this.#mode = 'counter';
    else this.#becomeGauge();
    return isCounter;
  }

  #becomeGauge(): void {
    this.#mode = 'gauge';
    this.#last = undefined;
    this.#offset = 0;
    this.#seconds = 1;
  }
}
