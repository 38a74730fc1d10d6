import type { GoFunction, ParameterKind } from '../functions/GoFunction';

/** What is wrong with a number of arguments; the last may come from a pipe. Undefined for a number that fits. */
export function countProblem(
  { parameters, rest }: GoFunction,
  name: string,
  count: number,
  hasPiped: boolean,
): string | undefined {
  const given = hasPiped ? count + 1 : count;
  const wanted = parameters.length;
  if (rest === undefined) {
    return given === wanted
      ? undefined
      : `wrong number of args for ${name}: want ${wanted} got ${given}`;
  }
  return given < wanted
    ? `wrong number of args for ${name}: want at least ${wanted} got ${count}`
    : undefined;
}

/** The kind of the argument at a position. */
export function parameterAt(
  { parameters, rest }: GoFunction,
  index: number,
): ParameterKind {
  return index < parameters.length ? parameters[index] : rest ?? 'any';
}
