import { ModelError } from '../ModelError';
import { recordAt, type JsonRecord } from '../fields/fieldAt';
import { isEqualJson } from '../fields/isEqualJson';

/**
 * The document after an RFC 6902 patch; neither is changed, nothing is applied unless all of it is. Cost: a copy of the
 * way down to the place of each operation.
 *
 * @throws ModelError `invalid-patch` when the patch is no list of objects, `patch-failed` when an operation is unknown
 *   or does not fit the document.
 */
export function applyJsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) {
    throw new ModelError(
      'invalid-patch',
      'a JSON patch is a list of operations',
    );
  }
  return patch.reduce(
    (current: unknown, step: unknown) => applyStep(current, step),
    document,
  );
}

/** The steps of an RFC 6901 pointer; `/` before the first may be missing. */
export function parseJsonPointer(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .replace(/^\//, '')
    .split('/')
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function applyStep(document: unknown, step: unknown): unknown {
  const operation = recordAt(step);
  if (!operation) {
    throw new ModelError('invalid-patch', 'an operation is a JSON object');
  }
  try {
    return applyOperation(document, operation);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { op, path } = operation;
    throw new ModelError(error.code, `${op} ${path}: ${error.message}`);
  }
}

function applyOperation(document: unknown, operation: JsonRecord): unknown {
  const path = pointerAt(operation, 'path');
  switch (operation.op) {
    case 'add':
      return change(document, path, add(operation.value));
    case 'remove':
      return change(document, path, remove);
    case 'replace':
      return change(document, path, replace(operation.value));
    case 'test':
      if (!isEqualJson(valueOf(document, path), operation.value)) {
        throw failed('the value is another');
      }
      return document;
    case 'copy':
      return change(
        document,
        path,
        add(valueOf(document, pointerAt(operation, 'from'))),
      );
    case 'move': {
      const from = pointerAt(operation, 'from');
      const value = valueOf(document, from);
      return change(change(document, from, remove), path, add(value));
    }
    default:
      throw failed('no such operation');
  }
}

type Edit = (holder: JsonHolder, key: string) => JsonHolder;
type JsonHolder = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Copies the way down to `path` and lets `edit` change the last holder. */
function change(
  document: unknown,
  path: readonly string[],
  edit: Edit,
): unknown {
  const [key, ...rest] = path;
  if (key === undefined)
    return valueOf(edit({ root: document }, 'root'), ['root']);
  if (!isHolder(document)) throw failed('the path does not exist');
  if (rest.length === 0) return edit(document, key);
  const child = change(childOf(document, key), rest, edit);
  if (isList(document))
    return document.map((item, index) =>
      String(index) === key ? child : item,
    );
  return { ...document, [key]: child };
}

function add(value: unknown): Edit {
  return (holder, key) => {
    if (!isList(holder)) return { ...holder, [key]: value };
    const index =
      key === '-' ? holder.length : indexIn(holder, key, holder.length);
    return [...holder.slice(0, index), value, ...holder.slice(index)];
  };
}

function remove(holder: JsonHolder, key: string): JsonHolder {
  if (isList(holder)) {
    const index = indexIn(holder, key, holder.length - 1);
    return holder.filter((_, position) => position !== index);
  }
  if (!Object.hasOwn(holder, key)) throw failed('the path does not exist');
  const { [key]: removed, ...kept } = holder;
  return kept;
}

function replace(value: unknown): Edit {
  return (holder, key) => {
    if (isList(holder)) {
      const index = indexIn(holder, key, holder.length - 1);
      return holder.map((item, position) =>
        position === index ? value : item,
      );
    }
    if (!Object.hasOwn(holder, key)) {
      throw failed('the path does not exist');
    }
    return { ...holder, [key]: value };
  };
}

function valueOf(document: unknown, path: readonly string[]): unknown {
  return path.reduce((current, key) => {
    if (!isHolder(current)) throw failed('the path does not exist');
    return childOf(current, key);
  }, document);
}

function childOf(holder: JsonHolder, key: string): unknown {
  if (isList(holder)) return holder[indexIn(holder, key, holder.length - 1)];
  if (!Object.hasOwn(holder, key)) throw failed('the path does not exist');
  return holder[key];
}

function indexIn(list: readonly unknown[], key: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
  if (index < 0 || index > last)
    throw failed(`no such index ${key} in a list of ${list.length}`);
  return index;
}

function pointerAt(operation: JsonRecord, field: string): readonly string[] {
  const pointer = operation[field];
  if (typeof pointer !== 'string' || !/^(\/|$)/.test(pointer)) {
    throw failed(`"${field}" is no JSON pointer`);
  }
  return parseJsonPointer(pointer);
}

function isList(value: JsonHolder): value is readonly unknown[] {
  return Array.isArray(value);
}

function isHolder(value: unknown): value is JsonHolder {
  return typeof value === 'object' && value !== null;
}

function failed(why: string): ModelError {
  return new ModelError('patch-failed', why);
}
