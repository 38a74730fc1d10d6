import { UsageError } from './Program';

export interface ParsedOptions {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/**
 * Short options as POSIX has them (`-la`, `-n 5`, `-n5`, `--` ends) and long ones (`--name`, `--name=value`). `flags` are all letters and
 * names that stand alone, `valued` those that take a value. Throws `UsageError` for others.
 */
export function parseOptions(
  args: readonly string[],
  flags: readonly string[],
  valued: readonly string[] = [],
): ParsedOptions {
  const found = new Set<string>();
  const values = new Map<string, string>();
  const operands: string[] = [];
  const rest = [...args];
  const take = (name: string, given: string | undefined) => {
    const value = given ?? rest.shift();
    if (value === undefined)
      throw new UsageError(`option requires an argument: ${name}`);
    values.set(name, value);
  };
  while (rest.length > 0) {
    const arg = rest.shift() ?? '';
    if (arg === '--') {
      operands.push(...rest);
      break;
    }
    if (arg.startsWith('--')) {
      const [, name, given] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
      if (valued.includes(name)) take(name, given);
      else if (flags.includes(name)) found.add(name);
      else throw new UsageError(`unrecognized option: ${arg}`);
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let at = 1; at < arg.length; at += 1) {
        const letter = arg[at];
        if (valued.includes(letter)) {
          take(letter, arg.slice(at + 1) || undefined);
          break;
        }
        if (!flags.includes(letter))
          throw new UsageError(`invalid option -- '${letter}'`);
        found.add(letter);
      }
    } else operands.push(arg);
  }
  return { flags: found, values, operands };
}

/** A number from 0. Throws `UsageError` that names the value. */
export function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`invalid number '${text}'`);
  return Number(text);
}
