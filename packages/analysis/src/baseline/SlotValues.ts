import { measureSpread } from '../robust-statistics/spread';
import type { Spread } from '../robust-statistics/spread';

/** Three weeks: fewer say nothing of what a Monday is like. */
const leastPeriods = 3;
/** Fewer samples have no spread worth the name. */
const leastSamples = 8;

/** Values by slot, with the periods (days, weeks) they come from. */
export class SlotValues {
  readonly #values = new Map<number, number[]>();
  readonly #periods = new Map<number, Set<number>>();

  add(slot: number, period: number, value: number): void {
    const values = this.#values.get(slot) ?? [];
    const periods = this.#periods.get(slot) ?? new Set();
    values.push(value);
    periods.add(period);
    this.#values.set(slot, values);
    this.#periods.set(slot, periods);
  }

  /** `undefined` when too little was seen. */
  spreadOf(slot: number): Spread | undefined {
    const values = this.#values.get(slot) ?? [];
    const periods = this.#periods.get(slot)?.size ?? 0;
    return values.length >= leastSamples && periods >= leastPeriods
      ? measureSpread(values)
      : undefined;
  }
}
