import { sortedEntries } from '../format/formatValue';
import { GoStruct } from '../values/GoStruct';
import type { GoValue } from '../values/GoValue';

/** How JSON is written. */
export interface JsonOptions {
  /** `<`, `>` and `&` as `\u003c` and so on, which Go does unless told otherwise. */
  readonly escapesHtml: boolean;
  /** `"  "` for one entry a line. */
  readonly indent?: string;
}

/** Writes a value as Go's `encoding/json`, keys in order. Throws for NaN and infinities, which JSON does not have. */
export function formatJson(value: GoValue, options: JsonOptions): string {
  return write(value, options, '\n');
}

function write(
  value: GoValue,
  options: JsonOptions,
  lineStart: string,
): string {
  switch (typeof value) {
    case 'undefined':
      return 'null';
    case 'string':
      return writeText(value, options);
    case 'number':
      if (!Number.isFinite(value))
        throw new Error(`json: unsupported value: ${value}`);
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
    case 'bigint':
      return String(value);
    default:
  }
  const inner = options.indent === undefined ? '' : lineStart + options.indent;
  if (Array.isArray(value)) {
    return enclose(
      '[',
      value.map(element => write(element, options, inner)),
      ']',
      options,
      lineStart,
    );
  }
  if (
    value instanceof GoStruct &&
    value.entries === undefined &&
    value.text !== undefined
  ) {
    return writeText(value.text, options);
  }
  const map =
    value instanceof GoStruct ? value.entries ?? new Map(value.fields) : value;
  const colon = options.indent === undefined ? ':' : ': ';
  const members = sortedEntries(map).map(
    ([key, child]) =>
      writeText(key, options) + colon + write(child, options, inner),
  );
  return enclose('{', members, '}', options, lineStart);
}

function enclose(
  open: string,
  members: readonly string[],
  close: string,
  { indent }: JsonOptions,
  lineStart: string,
): string {
  if (indent === undefined || members.length === 0)
    return open + members.join(',') + close;
  const inner = lineStart + indent;
  return open + inner + members.join(`,${inner}`) + lineStart + close;
}

function writeText(text: string, { escapesHtml }: JsonOptions): string {
  const quoted = JSON.stringify(text).replace(
    /[\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16)}`,
  );
  if (!escapesHtml) return quoted;
  return quoted.replace(
    /[<>&]/g,
    character => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}
