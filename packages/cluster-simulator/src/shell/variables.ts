import type { ShellState } from './Program';

/** What `$name` stands for; undefined for one that is not set. */
export function variableOf(
  state: ShellState,
  name: string,
): string | undefined {
  const rest = state.positional.slice(1);
  switch (name) {
    case '?':
      return String(state.lastExitCode);
    case '#':
      return String(rest.length);
    case '@':
    case '*':
      return rest.join(' ');
    case '$':
      return '17';
    default:
      return /^\d$/.test(name)
        ? state.positional[Number(name)]
        : state.variables.get(name);
  }
}

/** Runs with variables of a single command, and puts back what was there. */
export async function withVariables(
  variables: Map<string, string>,
  values: readonly (readonly [string, string])[],
  run: () => Promise<number>,
): Promise<number> {
  const before = values.map(([name]) => [name, variables.get(name)] as const);
  for (const [name, value] of values) variables.set(name, value);
  try {
    return await run();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) variables.delete(name);
      else variables.set(name, value);
    }
  }
}
