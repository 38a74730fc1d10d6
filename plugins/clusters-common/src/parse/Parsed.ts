import type { z } from 'zod';

/** Result of reading untrusted input: the value, or what is wrong, by field (`query.text` → sentence). */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly details: Readonly<Record<string, string>> };

/** Runs a zod schema; only the first problem of each field is kept. `prefix` is put before every field name. */
export function parseWith<T>(
  schema: z.ZodType<T>,
  input: unknown,
  prefix = '',
): Parsed<T> {
  const result = schema.safeParse(input);
  if (result.success) {
    return { ok: true, value: result.data };
  }
  const details: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const field = fieldOf(issue, prefix);
    details[field] ??= sentenceOf(issue);
  }
  return { ok: false, details };
}

function fieldOf(issue: z.core.$ZodIssue, prefix: string): string {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys' && issue.keys.length > 0) {
    path.push(issue.keys[0]);
  }
  return [prefix, ...path].filter(part => part !== '').join('.') || 'request';
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys'
    ? 'is not a known field'
    : issue.message;
}
