const replacements: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uid>'],
  [/\b127\.0\.0\.1:\d+/g, '<ip>:<port>'],
  [/\b\d{1,3}(\.\d{1,3}){3}\b/g, '<ip>'],
  [/(?<=resourceVersion: )"\d+"/g, '"<number>"'],
  // Of pods of a ReplicaSet: its hash and their own.
  [/-[0-9a-z]{8,10}-[0-9a-z]{5}\b/g, '-<pod>'],
  [/(?<=^|[\s(])(\d+[dhms])+(?=$|[\s)])/gm, '<age>'],
];

/** What differs from run to run under one name, blanks as one, no blank lines at the ends: what is left can be compared. */
export function normaliseOutput(text: string): string {
  const alike = replacements.reduce(
    (changed, [pattern, name]) => changed.replace(pattern, name),
    text,
  );
  return alike
    .split('\n')
    .map(line => line.replace(/[ \t]+/g, ' ').trim())
    .join('\n')
    .trim();
}
