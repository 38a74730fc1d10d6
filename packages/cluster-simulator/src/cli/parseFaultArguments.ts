import { parseArgs } from 'node:util';
import {
  FAILURE_CODES,
  type FailureCode,
  type Fault,
  type FaultKind,
} from '../faults/FaultInjector';
import { CliError } from './CliError';
import { DEFAULT_CONTROL_PORT } from './helpTexts';
import { numberOption } from './parseStartArguments';

/** What `orrery-sim fault` was asked to do. */
export interface FaultArguments {
  readonly cluster: string;
  readonly action:
    | { readonly kind: 'set'; readonly fault: Fault }
    | { readonly kind: 'clear'; readonly fault?: FaultKind };
  readonly controlPort: number;
}

const KINDS: Readonly<Record<string, FaultKind>> = {
  down: 'down',
  slow: 'slow',
  '429': 'throttle',
  '410': 'expire',
  'drop-watches': 'dropWatches',
  unauthorized: 'unauthorized',
  fail: 'fail',
};

/** @throws CliError naming what is wrong. `undefined`: help is wanted. */
export function parseFaultArguments(
  args: readonly string[],
): FaultArguments | undefined {
  const { values, positionals } = parseOptions(args);
  if (values.help) return undefined;
  const [cluster, word, cleared] = positionals;
  if (!cluster || !word) {
    throw new CliError(
      'which cluster and which fault? See orrery-sim fault --help',
    );
  }
  const controlPort =
    numberOption('control-port', values['control-port'], 1, 65_535) ??
    DEFAULT_CONTROL_PORT;
  if (word === 'clear') {
    return {
      cluster,
      controlPort,
      action: { kind: 'clear', fault: cleared ? kindOf(cleared) : undefined },
    };
  }
  const intervalMs = numberOption('interval', values.interval, 1, 3_600_000);
  const interval = intervalMs === undefined ? {} : { intervalMs };
  const fault = faultOf(kindOf(word), values, interval);
  return { cluster, controlPort, action: { kind: 'set', fault } };
}

function faultOf(
  kind: FaultKind,
  values: ReturnType<typeof parseOptions>['values'],
  interval: { readonly intervalMs?: number },
): Fault {
  switch (kind) {
    case 'down':
      return { kind, how: values.reset ? 'reset' : 'refuse' };
    case 'slow':
      return {
        kind,
        latencyMs: numberOption('latency', values.latency, 0, 600_000) ?? 1_000,
      };
    case 'throttle': {
      const count = numberOption('count', values.count, 1, 1_000_000);
      return {
        kind,
        ...(count === undefined ? {} : { count }),
        ...(values.ratio === undefined ? {} : { ratio: ratioOf(values.ratio) }),
        retryAfterSeconds:
          numberOption('retry-after', values['retry-after'], 0, 3_600) ?? 1,
      };
    }
    case 'expire':
      return { kind, how: 'event', ...interval };
    case 'dropWatches':
      return { kind, how: values.reset ? 'reset' : 'clean', ...interval };
    case 'unauthorized':
      return { kind };
    case 'fail':
      return { kind, code: codeOf(values.code ?? '503') };
    default:
      return kind satisfies never;
  }
}

function kindOf(word: string): FaultKind {
  const kind = KINDS[word];
  if (kind === undefined) {
    throw new CliError(
      `a fault is one of down, slow, 429, 410, drop-watches, unauthorized, fail, got ${word}`,
    );
  }
  return kind;
}

function codeOf(text: string): FailureCode {
  const code = FAILURE_CODES.find(candidate => String(candidate) === text);
  if (code === undefined) {
    throw new CliError(
      `--code must be one of ${FAILURE_CODES.join(', ')}, got ${text}`,
    );
  }
  return code;
}

function ratioOf(text: string): number {
  const ratio = Number(text);
  if (!(ratio >= 0 && ratio <= 1)) {
    throw new CliError(`--ratio must be a number from 0 to 1, got ${text}`);
  }
  return ratio;
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        latency: { type: 'string' },
        ratio: { type: 'string' },
        count: { type: 'string' },
        code: { type: 'string' },
        'retry-after': { type: 'string' },
        interval: { type: 'string' },
        reset: { type: 'boolean' },
        'control-port': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error));
  }
}
