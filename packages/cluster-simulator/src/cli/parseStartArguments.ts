import { parseArgs } from 'node:util';
import { CliError } from './CliError';
import { DEFAULT_CONTROL_PORT } from './helpTexts';

export interface StartArguments {
  readonly seed: number;
  readonly clusters?: readonly string[];
  readonly pods?: number;
  readonly port?: number;
  readonly speed?: number;
  readonly controlPort: number;
  readonly kubeconfigOut?: string;
  readonly quiet: boolean;
  readonly delivery: boolean;
  /** Which incidents happen by themselves: the usual ones, none, or those of a file. */
  readonly incidents: 'usual' | 'none' | { readonly file: string };
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws CliError naming the option and the value that is wrong. */
export function parseStartArguments(args: readonly string[]): StartArguments {
  const { values } = parseOptions(args);
  return {
    seed: numberOption('seed', values.seed, 0, 2 ** 31) ?? 1,
    clusters: values.clusters?.split(',').map(name => name.trim()),
    pods: numberOption('pods', values.pods, 1, 50_000),
    speed: numberOption('speed', values.speed, 1, 3_600),
    port: numberOption('port', values.port, 1, 65_500),
    controlPort:
      numberOption('control-port', values['control-port'], 0, 65_535) ??
      DEFAULT_CONTROL_PORT,
    kubeconfigOut: values['kubeconfig-out'],
    quiet: values.quiet ?? false,
    delivery: !(values['no-delivery'] ?? false),
    incidents: incidentsOf(values),
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function incidentsOf(
  values: ReturnType<typeof parseOptions>['values'],
): StartArguments['incidents'] {
  if (values['no-incidents'] && values.incidents !== undefined)
    throw new CliError('--no-incidents and --incidents exclude each other');
  if (values.incidents !== undefined) return { file: values.incidents };
  return values['no-incidents'] || values.quiet ? 'none' : 'usual';
}

/** A whole number within bounds. */
export function numberOption(
  name: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (
    text === '' ||
    !Number.isInteger(value) ||
    value < least ||
    value > most
  ) {
    throw new CliError(
      `--${name} must be a whole number from ${least} to ${most}, got ${text}`,
    );
  }
  return value;
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string' },
        clusters: { type: 'string' },
        pods: { type: 'string' },
        port: { type: 'string' },
        speed: { type: 'string' },
        'control-port': { type: 'string' },
        'kubeconfig-out': { type: 'string' },
        quiet: { type: 'boolean' },
        'no-delivery': { type: 'boolean' },
        'no-incidents': { type: 'boolean' },
        incidents: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error));
  }
}
