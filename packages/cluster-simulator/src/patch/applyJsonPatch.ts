import { isJsonObject } from '../json/readJson';
import { StatusError } from '../status/StatusError';
import { badRequest } from '../status/statusErrors';
import { isEqualJson } from '../store/isEqualJson';

/**
 * RFC 6902. Never changes its input.
 *
 * @throws StatusError BadRequest for a malformed patch, Invalid when an operation does not fit the document.
 */
export function applyJsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch))
    throw badRequest(
      'error decoding patch: a JSON patch is a list of operations',
    );
  return patch.reduce(
    (current: unknown, operation: unknown) =>
      applyOperation(current, operation),
    document,
  );
}

function applyOperation(document: unknown, operation: unknown): unknown {
  if (!isJsonObject(operation) || typeof operation.path !== 'string') {
    throw badRequest(
      'error decoding patch: an operation needs "op" and "path"',
    );
  }
  const path = parsePointer(operation.path);
  switch (operation.op) {
    case 'add':
      return change(document, path, add(operation.value));
    case 'remove':
      return change(document, path, remove);
    case 'replace':
      return change(document, path, replace(operation.value));
    case 'test':
      if (!isEqualJson(valueOf(document, path), operation.value)) {
        throw unprocessable(`testing value ${operation.path} failed`);
      }
      return document;
    case 'copy':
      return change(
        document,
        path,
        add(valueOf(document, fromOf(operation.from))),
      );
    case 'move': {
      const from = fromOf(operation.from);
      const value = valueOf(document, from);
      return change(change(document, from, remove), path, add(value));
    }
    default:
      throw badRequest(
        `error decoding patch: unexpected kind: ${String(operation.op)}`,
      );
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
  if (key === undefined) return valueOf(edit({}, 'root'), ['root']);
  if (!isHolder(document))
    throw unprocessable(`unable to find path "/${path.join('/')}"`);
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
  if (!Object.hasOwn(holder, key))
    throw unprocessable(
      `remove operation does not apply: unable to remove nonexistent key: ${key}`,
    );
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
    if (!Object.hasOwn(holder, key) && key !== 'root') {
      throw unprocessable(
        `replace operation does not apply: doc is missing key: ${key}`,
      );
    }
    return { ...holder, [key]: value };
  };
}

function valueOf(document: unknown, path: readonly string[]): unknown {
  return path.reduce((current, key) => {
    if (!isHolder(current))
      throw unprocessable(`unable to find path "/${path.join('/')}"`);
    return childOf(current, key);
  }, document);
}

function childOf(holder: JsonHolder, key: string): unknown {
  if (isList(holder)) return holder[indexIn(holder, key, holder.length - 1)];
  if (!Object.hasOwn(holder, key))
    throw unprocessable(`unable to find key "${key}"`);
  return holder[key];
}

function indexIn(list: readonly unknown[], key: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
  if (index < 0 || index > last)
    throw unprocessable(`invalid index ${key} in a list of ${list.length}`);
  return index;
}

function parsePointer(pointer: string): readonly string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/'))
    throw badRequest(
      `error decoding patch: "${pointer}" is not a JSON pointer`,
    );
  return pointer
    .slice(1)
    .split('/')
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function fromOf(from: unknown): readonly string[] {
  if (typeof from !== 'string')
    throw badRequest('error decoding patch: the operation needs "from"');
  return parsePointer(from);
}

function isList(value: JsonHolder): value is readonly unknown[] {
  return Array.isArray(value);
}

function isHolder(value: unknown): value is JsonHolder {
  return typeof value === 'object' && value !== null;
}

function unprocessable(why: string): StatusError {
  return new StatusError(
    'Invalid',
    `the server rejected our request due to an error in our request: ${why}`,
  );
}
