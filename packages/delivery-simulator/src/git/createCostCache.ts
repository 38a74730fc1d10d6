/** Values by key, as many as fit; the one that was not asked for the longest goes first. */
export interface CostCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** A cache whose values cost at most `maxCost` together; a value that alone costs more is not kept. */
export function createCostCache<Value>(
  maxCost: number,
  costOf: (value: Value) => number,
): CostCache<Value> {
  const values = new Map<string, Value>();
  let cost = 0;
  const remove = (key: string) => {
    const value = values.get(key);
    if (value === undefined) return;
    values.delete(key);
    cost -= costOf(value);
  };
  return {
    get: key => {
      const value = values.get(key);
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },
    delete: remove,
    set: (key, value) => {
      remove(key);
      if (costOf(value) > maxCost) return;
      values.set(key, value);
      cost += costOf(value);
      for (const oldest of values.keys()) {
        if (cost <= maxCost) break;
        remove(oldest);
      }
    },
  };
}
