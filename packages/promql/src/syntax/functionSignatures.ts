import type { ExprType } from './Expr';

/** The arguments of a function. */
export interface FunctionSignature {
  readonly argTypes: readonly ExprType[];
  /** How many of the last argument may be left out (at least one) or repeated; -1 for any number. */
  readonly variadic: number;
  readonly returnType: ExprType;
}

function signature(
  argTypes: readonly ExprType[],
  returnType: ExprType = 'vector',
  variadic = 0,
): FunctionSignature {
  return { argTypes, variadic, returnType };
}

const ofVector = signature(['vector']);
const ofMatrix = signature(['matrix']);
const ofOptionalVector = signature(['vector'], 'vector', 1);

function each(
  names: string,
  shape: FunctionSignature,
): readonly (readonly [string, FunctionSignature])[] {
  return names
    .split(' ')
    .filter(name => name !== '')
    .map(name => [name, shape] as const);
}

const signatures: ReadonlyMap<string, FunctionSignature> = new Map([
  ...each(
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log2 log10 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
    ofVector,
  ),
  ...each(
    'rate irate increase delta idelta deriv changes resets absent_over_time avg_over_time count_over_time first_over_time last_over_time mad_over_time max_over_time min_over_time present_over_time stddev_over_time stdvar_over_time sum_over_time',
    ofMatrix,
  ),
  ...each(
    'days_in_month day_of_month day_of_week day_of_year hour minute month year',
    ofOptionalVector,
  ),
  ['clamp', signature(['vector', 'scalar', 'scalar'])],
  ['clamp_max', signature(['vector', 'scalar'])],
  ['clamp_min', signature(['vector', 'scalar'])],
  ['histogram_quantile', signature(['scalar', 'vector'])],
  ['holt_winters', signature(['matrix', 'scalar', 'scalar'])],
  ['double_exponential_smoothing', signature(['matrix', 'scalar', 'scalar'])],
  [
    'label_replace',
    signature(['vector', 'string', 'string', 'string', 'string']),
  ],
  [
    'label_join',
    signature(['vector', 'string', 'string', 'string'], 'vector', -1),
  ],
  ['pi', signature([], 'scalar')],
  ['predict_linear', signature(['matrix', 'scalar'])],
  ['quantile_over_time', signature(['scalar', 'matrix'])],
  ['round', signature(['vector', 'scalar'], 'vector', 1)],
  ['scalar', signature(['vector'], 'scalar')],
  ['sort_by_label', signature(['vector', 'string'], 'vector', -1)],
  ['sort_by_label_desc', signature(['vector', 'string'], 'vector', -1)],
  ['time', signature([], 'scalar')],
  ['vector', signature(['scalar'])],
]);

/** The signature of a function, or undefined for a name that is none. */
export function functionSignatureOf(
  name: string,
): FunctionSignature | undefined {
  return signatures.get(name);
}
