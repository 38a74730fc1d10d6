import type { GoValue } from '../values/GoValue';

/** Go's zero `reflect.Value`: no value at all, as opposed to nil. It prints as `<no value>`, and its fields are none either. */
export const noValue = Symbol('no value');

/** What an expression yields. */
export type Slot = GoValue | typeof noValue;

/** As a function receives it: no value passes for nil. */
export function valueOf(slot: Slot): GoValue {
  return slot === noValue ? undefined : slot;
}
