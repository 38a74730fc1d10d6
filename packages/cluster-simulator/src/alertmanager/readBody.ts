import { RequestError } from './AlertmanagerAnswer';

/** An object of a body. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a JSON body, with the errors of Go's decoder. */
export function parseJsonBody(text: string, what: string): unknown {
  if (text.trim() === '') throw RequestError.required(what);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const place = /position (\d+)/.exec(String(error))?.[1];
    const at = place === undefined ? text.length : Number(place);
    const why =
      at >= text.trimEnd().length
        ? 'unexpected EOF'
        : `invalid character '${text[at]}' looking for beginning of value`;
    throw RequestError.unparsable(what, why);
  }
}

/** The kind of a JSON value as Go names it. */
export function jsonKindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return value === null ? 'null' : typeof value;
}

/** Texts by name, undefined where there are none. */
export function textsOf(
  value: unknown,
  field: string,
  what: string,
): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return undefined;
  const fail = (wrong: unknown, type: string): never => {
    throw RequestError.unparsable(
      what,
      `json: cannot unmarshal ${jsonKindOf(
        wrong,
      )} into Go struct field ${field} of type ${type}`,
    );
  };
  if (!isFields(value)) return fail(value, 'models.LabelSet');
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [
      name,
      typeof text === 'string' ? text : fail(text, 'string'),
    ]),
  );
}

const timePattern =
  /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?$/;

/** A time in ms, undefined where there is none or Go's zero. */
export function timeMsOf(value: unknown, what: string): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const text = String(value);
  const hasZone = /([Zz]|[+-]\d\d:?\d\d)$/.test(text.slice(10));
  const timeMs = timePattern.test(text)
    ? Date.parse(hasZone ? text : `${text.replace(' ', 'T')}Z`)
    : NaN;
  if (Number.isNaN(timeMs)) {
    throw RequestError.unparsable(
      what,
      `parsing time ${JSON.stringify(
        text,
      )} as "2006-01-02 15:04:05": cannot parse ${JSON.stringify(
        text,
      )} as "2006"`,
    );
  }
  return text.startsWith('0001-01-01T00:00:00') ? undefined : timeMs;
}
