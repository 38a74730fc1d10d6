import { parseDurationMs } from '@orrery/promql';

/** A duration of a rule file in ms, 0 where there is none; what is wrong with it is added to the problems. */
export function durationOf(value: unknown, problems: string[]): number {
  if (value === undefined || value === null) return 0;
  const text = textOf(value);
  const durationMs = parseDurationMs(text);
  if (text === '') problems.push('empty duration string');
  else if (durationMs === undefined) {
    problems.push(`not a valid duration string: ${JSON.stringify(text)}`);
  } else if (durationMs === Infinity) problems.push('duration out of range');
  else return durationMs;
  return 0;
}

/** The fields of an object of a rule file; others than these are problems. */
export function recordOf(
  value: unknown,
  type: string,
  fields: readonly string[],
  problems: string[],
): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) {
    problems.push(`cannot unmarshal ${JSON.stringify(value)} into ${type}`);
    return {};
  }
  for (const field of Object.keys(value)) {
    if (!fields.includes(field)) {
      problems.push(`field ${field} not found in type ${type}`);
    }
  }
  return value;
}

/** A scalar of YAML as the text that stands in the file. */
export function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

/** Whether a value is an object with fields. */
export function isRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
