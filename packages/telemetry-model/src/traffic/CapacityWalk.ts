import type { CapacityPlan } from './capacityStepsOf';

/** A plan followed forward in time: what each service has of its usual capacity, by position. */
export class CapacityWalk {
  readonly ratios: Float64Array;
  /** When anything changes, ascending without repetition. */
  readonly momentsMs: readonly number[];
  readonly #plan: CapacityPlan;
  readonly #next: number[];

  /** O(steps log steps). */
  constructor(plan: CapacityPlan) {
    this.#plan = plan;
    this.#next = plan.map(() => 0);
    this.ratios = new Float64Array(plan.length).fill(1);
    const all = plan.flatMap(steps => steps.map(({ atMs }) => atMs));
    this.momentsMs = [...new Set(all)].sort((a, b) => a - b);
  }

  /** Applies what happens up to and including a moment, which must not be before the last one. */
  advance(timeMs: number): void {
    this.#plan.forEach((steps, position) => {
      let next = this.#next[position];
      while (next < steps.length && steps[next].atMs <= timeMs)
        this.ratios[position] = steps[next++].ratio;
      this.#next[position] = next;
    });
  }
}
