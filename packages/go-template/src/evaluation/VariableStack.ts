import { noValue, type Slot } from './Slot';

/** Variables by scope: a later declaration hides an earlier one until its scope ends. */
export class VariableStack {
  readonly #variables: { readonly name: string; value: Slot }[] = [];

  get size(): number {
    return this.#variables.length;
  }

  declare(name: string, value: Slot): void {
    this.#variables.push({ name, value });
  }

  /** Sets the innermost variable of this name; false when there is none. */
  assign(name: string, value: Slot): boolean {
    const variable = this.#find(name);
    if (variable === undefined) return false;
    variable.value = value;
    return true;
  }

  get(name: string): Slot {
    const variable = this.#find(name);
    return variable === undefined ? noValue : variable.value;
  }

  cut(size: number): void {
    this.#variables.length = size;
  }

  #find(name: string): { value: Slot } | undefined {
    return this.#variables.findLast(variable => variable.name === name);
  }
}
