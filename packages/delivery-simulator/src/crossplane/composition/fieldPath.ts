/** A step of a path: a field's name, or an index of a list. */
export type PathStep = string | number;

/** A path that is not one, or that leads through something that is neither an object nor a list. */
export class FieldPathError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FieldPathError';
  }
}

const MAX_INDEX = 1024;

/**
 * Reads `spec.subnets[0].id` or `metadata.annotations[crossplane.io/external-name]`, the syntax of Crossplane's
 * `fieldpath` package without wildcards. Names may be quoted inside brackets.
 *
 * @throws FieldPathError for an empty step, an open bracket or an index above 1024.
 */
export function parseFieldPath(path: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  const pattern = /([^.[\]]+)|\[(?:'([^']*)'|"([^"]*)"|([^\]'"]+))\]|(\.)/y;
  let wantsName = true;
  while (pattern.lastIndex < path.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(path);
    if (!match) throw new FieldPathError(`${path}: unexpected text at ${at}`);
    const [, name, single, double, bare, dot] = match;
    if (dot !== undefined) {
      if (wantsName) throw new FieldPathError(`${path}: empty step at ${at}`);
      wantsName = true;
      continue;
    }
    const index = /^\d+$/.test(bare ?? '') ? Number(bare) : undefined;
    if (index !== undefined && index > MAX_INDEX)
      throw new FieldPathError(
        `${path}: index must be 0–${MAX_INDEX}, got ${index}`,
      );
    steps.push(index ?? name ?? single ?? double ?? bare);
    wantsName = false;
  }
  if (wantsName) throw new FieldPathError(`${path}: no field is named`);
  return steps;
}

/** What is at the path; undefined where there is nothing. */
export function valueAt(value: unknown, path: string): unknown {
  let current = value;
  for (const step of parseFieldPath(path)) {
    if (typeof current !== 'object' || current === null) return undefined;
    if (!Object.hasOwn(current, step)) return undefined;
    current = Object.entries(current).find(
      ([key]) => key === String(step),
    )?.[1];
  }
  return current;
}

/**
 * A copy with `next` at the path; objects and lists on the way are made where missing.
 *
 * @throws FieldPathError where the path leads through a scalar.
 */
export function withValueAt<T extends object>(
  target: T,
  path: string,
  next: unknown,
): T {
  return set(target, parseFieldPath(path), next, path) as T;
}

function set(
  current: unknown,
  [step, ...rest]: readonly PathStep[],
  next: unknown,
  path: string,
): unknown {
  if (step === undefined) return next;
  if (typeof step === 'number') {
    if (current !== undefined && !Array.isArray(current))
      throw new FieldPathError(`${path}: [${step}] is not in a list`);
    const list: unknown[] = Array.isArray(current) ? [...current] : [];
    list[step] = set(list[step], rest, next, path);
    return Array.from(list, item => item ?? null);
  }
  if (
    current !== undefined &&
    (typeof current !== 'object' || current === null || Array.isArray(current))
  )
    throw new FieldPathError(`${path}: ${step} is not in an object`);
  const fields = new Map<string, unknown>(Object.entries(current ?? {}));
  fields.set(step, set(fields.get(step), rest, next, path));
  return Object.fromEntries(fields);
}
