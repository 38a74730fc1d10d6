import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';

/** A list is not grown past this by an index; Helm's own limit. */
const MAX_INDEX = 65_536;

/**
 * Values with one of them set as `helm --set path=value` sets it: `a.b\.c` names `b.c` in `a`, `hosts[0].name` a field of an
 * item; maps and lists on the way are made. The original is left alone.
 *
 * @throws RangeError for an index past 65536, worded as Helm words it
 */
export function setValue(
  values: JsonMap,
  path: string,
  value: unknown,
): JsonMap {
  const set = withValue(values, parsePath(path), value);
  return isJsonMap(set) ? set : values;
}

/** The value behind the `=` of `--set`: `{a,b}` is a list, whole numbers, `true`, `false` and `null` are what they look like. */
export function parseSetValue(text: string): unknown {
  if (text.startsWith('{') && text.endsWith('}')) {
    const inner = text.slice(1, -1);
    return inner === ''
      ? []
      : inner
          .split(/(?<!\\),/)
          .map(item => parseSetValue(item.trim().replaceAll('\\,', ',')));
  }
  if (/^-?(0|[1-9]\d{0,15})$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text === 'null' ? null : text;
}

function parsePath(path: string): readonly (string | number)[] {
  return path.split(/(?<!\\)\./).flatMap(part => {
    const [, name, indices] = /^(.*?)((?:\[\d+\])*)$/s.exec(part) ?? [];
    const steps = [...(indices ?? '').matchAll(/\d+/g)].map(Number);
    return [(name ?? '').replace(/\\(.)/gs, '$1'), ...steps];
  });
}

function withValue(
  before: unknown,
  [step, ...rest]: readonly (string | number)[],
  value: unknown,
): unknown {
  if (step === undefined) return value;
  if (typeof step === 'string') {
    const map = isJsonMap(before) ? before : {};
    const child = Object.hasOwn(map, step) ? map[step] : undefined;
    return Object.fromEntries([
      ...Object.entries(map).filter(([key]) => key !== step),
      [step, withValue(child, rest, value)],
    ]);
  }
  if (step > MAX_INDEX) {
    throw new RangeError(
      `index of ${step} is greater than maximum supported index of ${MAX_INDEX}`,
    );
  }
  const list: unknown[] = Array.isArray(before) ? [...before] : [];
  while (list.length < step) list.push(null);
  list[step] = withValue(list[step], rest, value);
  return list;
}
