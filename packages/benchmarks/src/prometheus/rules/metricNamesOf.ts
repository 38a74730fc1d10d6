import { parseQuery } from '@orrery/promql';

/** The metrics that an expression selects by name. */
export function metricNamesOf(query: string): readonly string[] {
  const names = new Set<string>();
  collect(parseQuery(query), names);
  return [...names];
}

function collect(part: unknown, names: Set<string>): void {
  if (Array.isArray(part)) part.forEach(each => collect(each, names));
  else if (typeof part === 'object' && part !== null) {
    if (isNameMatcher(part)) names.add(part.value);
    Object.values(part).forEach(each => collect(each, names));
  }
}

function isNameMatcher(part: object): part is { readonly value: string } {
  return (
    'operator' in part &&
    part.operator === '=' &&
    'name' in part &&
    part.name === '__name__' &&
    'value' in part
  );
}
