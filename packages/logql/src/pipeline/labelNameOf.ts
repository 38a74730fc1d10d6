/** A key as the name of a label: other characters become `_`, and a digit does not come first. O(length). */
export function labelNameOf(key: string): string {
  const name = key.trim().replace(/[^a-zA-Z0-9_]/g, '_');
  return /^\d/.test(name) ? `_${name}` : name;
}
