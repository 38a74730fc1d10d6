import { parseArgs } from 'node:util';
import { INCIDENT_CATALOGUE } from '@orrery/telemetry-model';
import {
  parseIncidentKind,
  type NewIncident,
} from '../incidents/parseIncident';
import { CliError } from './CliError';
import { DEFAULT_CONTROL_PORT } from './helpTexts';
import { numberOption } from './parseStartArguments';

/** What `orrery-sim incident` was asked to do. */
export interface IncidentArguments {
  readonly cluster: string;
  readonly controlPort: number;
  readonly action:
    | { readonly kind: 'start'; readonly incident: NewIncident }
    | { readonly kind: 'stop'; readonly id: string }
    | { readonly kind: 'list' }
    | { readonly kind: 'schedule' };
}

const DEFAULT_CLUSTER = 'prod-eu';
const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** @throws CliError naming what is wrong. `undefined`: help is wanted. */
export function parseIncidentArguments(
  args: readonly string[],
): IncidentArguments | undefined {
  const { values, positionals } = parseOptions(args);
  if (values.help) return undefined;
  const [verb, word, ...rest] = positionals;
  if (rest.length > 0)
    throw new CliError(`one thing at a time, got ${rest[0]} too`);
  const common = {
    cluster: values.cluster ?? DEFAULT_CLUSTER,
    controlPort:
      numberOption('control-port', values['control-port'], 1, 65_535) ??
      DEFAULT_CONTROL_PORT,
  };
  if (verb === 'list' || verb === 'schedule')
    return { ...common, action: { kind: verb } };
  if (verb === 'stop' && word)
    return { ...common, action: { kind: 'stop', id: word } };
  if (verb !== 'start' || !word)
    throw new CliError(
      'start which, stop which, list or schedule? See orrery-sim incident --help',
    );
  return {
    ...common,
    action: { kind: 'start', incident: incidentOf(word, values) },
  };
}

function incidentOf(
  word: string,
  values: ReturnType<typeof parseOptions>['values'],
): NewIncident {
  const kind = parseIncidentKind(word);
  const wanted = INCIDENT_CATALOGUE[kind].targets;
  const option = wanted.toLowerCase();
  const name = values[option as 'service' | 'volume' | 'node' | 'zone'];
  if (!name) throw new CliError(`${kind} needs --${option} NAME`);
  const intensity = Number(values.intensity ?? 0.8);
  if (!(intensity > 0 && intensity <= 1))
    throw new CliError(
      `--intensity must be a number above 0, up to 1, got ${values.intensity}`,
    );
  return {
    kind,
    target:
      wanted === 'Node' || wanted === 'Zone'
        ? { kind: wanted, name }
        : {
            kind: wanted,
            name,
            ...(values.namespace ? { namespace: values.namespace } : {}),
          },
    intensity,
    ...(values.at === undefined
      ? {}
      : { startsInMs: durationMs('at', values.at) }),
    ...(values.for === undefined
      ? {}
      : { lastsMs: durationMs('for', values.for) }),
  };
}

/** `-30m`, `2h`, `90s`, `1d` */
function durationMs(option: string, text: string): number {
  const [, sign, number, unit] = /^([+-]?)(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (number === undefined)
    throw new CliError(
      `--${option} must be like -30m, 90s, 2h or 1d, got ${text}`,
    );
  return Number(number) * UNITS[unit] * (sign === '-' ? -1 : 1);
}

function parseOptions(args: readonly string[]) {
  // `--at -30m` reads as two options otherwise.
  const joined = args.flatMap((arg, index) => {
    if (arg === '--at' && args[index + 1]) return [`--at=${args[index + 1]}`];
    return args[index - 1] === '--at' ? [] : [arg];
  });
  try {
    return parseArgs({
      args: joined,
      allowPositionals: true,
      options: {
        cluster: { type: 'string' },
        service: { type: 'string' },
        volume: { type: 'string' },
        node: { type: 'string' },
        zone: { type: 'string' },
        namespace: { type: 'string', short: 'n' },
        at: { type: 'string' },
        for: { type: 'string' },
        intensity: { type: 'string' },
        'control-port': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error));
  }
}
