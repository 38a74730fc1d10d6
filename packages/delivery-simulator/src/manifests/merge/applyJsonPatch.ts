import { isJsonMap } from '../../cluster/JsonMap';
import { isDeepStrictEqual } from 'node:util';

/** One step of an RFC 6902 patch. */
export interface JsonPatchStep {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/**
 * Applies RFC 6902. Never changes its input.
 *
 * @throws Error naming the step that does not fit: nothing is applied then.
 */
export function applyJsonPatch(
  target: unknown,
  steps: readonly JsonPatchStep[],
): unknown {
  let result: unknown = structuredClone(target);
  for (const step of steps) result = applyStep(result, step);
  return result;
}

/** The steps of an RFC 6901 pointer. */
export function parseJsonPointer(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .replace(/^\//, '')
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function applyStep(root: unknown, step: JsonPatchStep): unknown {
  const path = parseJsonPointer(step.path);
  switch (step.op) {
    case 'add':
      return write(root, path, step, () => step.value);
    case 'replace':
      readExisting(root, path, step);
      return write(root, path, step, () => step.value, true);
    case 'remove':
      readExisting(root, path, step);
      return remove(root, path);
    case 'test':
      if (!isDeepStrictEqual(readExisting(root, path, step), step.value)) {
        throw new Error(`test of ${step.path} failed`);
      }
      return root;
    case 'move':
    case 'copy': {
      const from = parseJsonPointer(step.from ?? '');
      const value = structuredClone(readExisting(root, from, step));
      const rest = step.op === 'move' ? remove(root, from) : root;
      return write(rest, path, step, () => value);
    }
    default:
      throw new Error(`unknown JSON patch operation "${step.op}"`);
  }
}

function readExisting(
  root: unknown,
  path: readonly string[],
  step: JsonPatchStep,
): unknown {
  let current = root;
  for (const part of path) {
    const next = childOf(current, part);
    if (next === undefined) {
      throw new Error(`${step.op} ${step.path}: the path does not exist`);
    }
    current = next;
  }
  return current;
}

function childOf(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return value[Number(part)];
  return isJsonMap(value) && Object.hasOwn(value, part)
    ? value[part]
    : undefined;
}

function write(
  target: unknown,
  [part, ...rest]: readonly string[],
  step: JsonPatchStep,
  valueOf: () => unknown,
  isReplace = false,
): unknown {
  if (part === undefined) return valueOf();
  const child = () => childOf(target, part);
  const next = () =>
    rest.length === 0
      ? valueOf()
      : write(child(), rest, step, valueOf, isReplace);
  if (Array.isArray(target)) {
    const index = part === '-' ? target.length : Number(part);
    if (!Number.isInteger(index) || index < 0 || index > target.length) {
      throw new Error(`${step.op} ${step.path}: no such index ${part}`);
    }
    const isInserted = rest.length === 0 && !isReplace;
    return target.toSpliced(index, isInserted ? 0 : 1, next());
  }
  if (!isJsonMap(target)) {
    throw new Error(`${step.op} ${step.path}: the path does not exist`);
  }
  return { ...target, [part]: next() };
}

function remove(target: unknown, [part, ...rest]: readonly string[]): unknown {
  if (Array.isArray(target)) {
    const index = Number(part);
    return rest.length === 0
      ? target.toSpliced(index, 1)
      : target.with(index, remove(target[index], rest));
  }
  if (!isJsonMap(target) || part === undefined) return target;
  const { [part]: child, ...others } = target;
  return rest.length === 0
    ? others
    : { ...target, [part]: remove(child, rest) };
}
