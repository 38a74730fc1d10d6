/** A step of a path through an object. */
export type PathStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' }
  | {
      readonly kind: 'select';
      readonly path: readonly string[];
      readonly value: unknown;
    };

const TOKEN =
  /\s*(?:\|\s*)?(?:\.?\[\s*"((?:[^"\\]|\\.)*)"\s*\]\??|\.?\[\s*(-?\d+)\s*\]\??|\.?\[\s*\]\??|\.([A-Za-z_]\w*)\??|\."((?:[^"\\]|\\.)*)"\??|select\(\s*\.([\w.]+)\s*==\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false)\s*\)|\.(?=\s*(?:\||$)))/y;

/**
 * Reads the jq paths that `ignoreDifferences` is written with: fields, `[]`, `[0]`, `["a/b"]` and `select(.name == "x")`,
 * joined by dots and pipes. Undefined for any other program: the caller says so.
 */
export function parseJqPath(text: string): readonly PathStep[] | undefined {
  const steps: PathStep[] = [];
  const source = text.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match) return undefined;
    const step = stepOf(match);
    if (step) steps.push(step);
  }
  return steps.length === 0 ? undefined : steps;
}

function stepOf(match: RegExpExecArray): PathStep | undefined {
  const [whole, keyed, index, field, quoted, selected, literal] = match;
  const name = keyed ?? quoted;
  if (name !== undefined) {
    return { kind: 'field', name: name.replace(/\\(.)/g, '$1') };
  }
  if (index !== undefined) return { kind: 'index', index: Number(index) };
  if (field !== undefined) return { kind: 'field', name: field };
  if (selected !== undefined) {
    return {
      kind: 'select',
      path: selected.split('.'),
      value: JSON.parse(literal),
    };
  }
  return whole.includes('[') ? { kind: 'all' } : undefined;
}
