import type { GoList, GoMap, GoValue } from '../values/GoValue';

/** A template that a function renders, by name or from its text. */
export interface CallContext {
  /** Renders a template of the set, as Helm's `include`; shares the limits of the caller. */
  render(name: string, data: GoValue): string;
  /** Renders a text with the functions and templates of the caller, as Helm's `tpl`. */
  renderText(text: string, data: GoValue, name: string): string;
  /** Counts work against the limits: call it before doing something in proportion to `steps`. */
  spend(steps: number): void;
}

/** Parameter kinds, by what the implementation receives: an `int` arrives as a whole number. */
export interface Parameters {
  any: GoValue;
  string: string;
  int: number;
  float64: number;
  bool: boolean;
  map: GoMap;
  list: GoList;
}

/** How a parameter is declared. */
export type ParameterKind = keyof Parameters;

/** A function of a template. Throw an Error to fail; its message is what `error calling NAME:` is followed by. */
export interface GoFunction {
  readonly parameters: readonly ParameterKind[];
  /** The kind of all further arguments. */
  readonly rest?: ParameterKind;
  /** For `and` and `or`: the truth at which no further argument is evaluated; `call` is then not used. */
  readonly stopsAt?: boolean;
  readonly call: (args: readonly GoValue[], context: CallContext) => GoValue;
}

/** Functions by the names that templates use. */
export type GoFunctions = Readonly<Record<string, GoFunction>>;

type Arguments<Kinds extends readonly ParameterKind[]> = {
  -readonly [Index in keyof Kinds]: Parameters[Kinds[Index]];
};

/** Declares a function with a fixed number of arguments. */
export function goFunction<const Kinds extends readonly ParameterKind[]>(
  parameters: Kinds,
  call: (...args: [...Arguments<Kinds>, CallContext]) => GoValue,
): GoFunction {
  return {
    parameters,
    call: (args, context) =>
      call(...parseArguments<Kinds>(args, parameters), context),
  };
}

/** Declares a function whose last parameter may be repeated, or left out. */
export function variadicFunction<
  const Kinds extends readonly ParameterKind[],
  const Rest extends ParameterKind,
>(
  parameters: Kinds,
  rest: Rest,
  call: (
    args: Arguments<Kinds>,
    rest: readonly Parameters[Rest][],
    context: CallContext,
  ) => GoValue,
): GoFunction {
  return {
    parameters,
    rest,
    call: (args, context) =>
      call(
        parseArguments<Kinds>(args.slice(0, parameters.length), parameters),
        parseRest<Rest>(args.slice(parameters.length), rest),
        context,
      ),
  };
}

/** The evaluator has checked the arguments against their kinds; ints become numbers here. */
function parseArguments<Kinds extends readonly ParameterKind[]>(
  args: readonly GoValue[],
  kinds: Kinds,
): Arguments<Kinds> {
  return args.map((arg, index) =>
    received(arg, kinds[index]),
  ) as Arguments<Kinds>;
}

function parseRest<Rest extends ParameterKind>(
  args: readonly GoValue[],
  kind: Rest,
): Parameters[Rest][] {
  return args.map(arg => received(arg, kind)) as Parameters[Rest][];
}

function received(arg: GoValue, kind: ParameterKind): GoValue {
  if (kind === 'int') return Number(arg);
  if (arg !== undefined) return arg;
  // A nil map or list behaves as an empty one, as in Go.
  if (kind === 'map') return new Map();
  return kind === 'list' ? [] : arg;
}
