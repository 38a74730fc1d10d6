import type { MetricKind, RcaInput, RcaMetric } from '../rca/RcaInput';
import { generateTopology } from './generateTopology';
import type { GeneratedService } from './generateTopology';
import { gaussianOf } from './seededRandom';
import { callsReaching, simulateServices } from './simulateServices';
import type { Fault, Measured } from './simulateServices';

/** How hard the generated incident is; every field has the value of the test as its default. */
export interface IncidentOptions {
  /** 50 to 200 services when left out. */
  readonly serviceCount?: number;
  readonly normalSteps?: number;
  readonly windowSteps?: number;
  /** Steps of the fault that still count as normal because the alarm came late: 60 s of 15 s steps. */
  readonly lateSteps?: number;
  /** Probability that the load rises by 20 to 60 % together with the fault, everywhere. */
  readonly surgeProbability?: number;
  /** Probability that a series, a value or an edge is missing. */
  readonly missing?: number;
  /** Without a fault there is only the load. */
  readonly isQuiet?: boolean;
}

/** A simulated period in which one service failed. */
export interface Incident {
  readonly input: RcaInput;
  /** Id of the service with the fault. */
  readonly cause: string;
  readonly fault: Fault['kind'];
}

const stepMs = 15_000;

/**
 * Simulates a call graph under daily load with a fault in one service that its callers feel, and raises the alarm at the entry or at
 * another service above the fault.
 *
 * - Shape: five metrics per service: mean and 95th percentile latency, requests, availability, CPU.
 * - Unit: ms, calls per step of 15 s, shares.
 * - Invalid input: options are used as they are.
 * - Errors: throws when no visible fault is found in 1000 tries, which a graph of ten services or more does not need.
 * - Cost: O(services x steps).
 * - Source: own time grows as in an M/M/1 queue; callers wait for their callees and fail with them.
 */
export function generateIncident(
  random: () => number,
  options: IncidentOptions = {},
): Incident {
  const {
    serviceCount = 50 + Math.floor(random() * 151),
    normalSteps = 500,
    windowSteps = 20,
    lateSteps = 4,
    surgeProbability = 0.5,
    missing = 0.05,
    isQuiet = false,
  } = options;
  const services = generateTopology(random, serviceCount);
  const from = normalSteps - lateSteps;
  const { fault, target } = pickFault(random, services, from);
  const steps = normalSteps + windowSteps;
  const load = generateLoad(random, steps, from, surgeProbability);
  const table = simulateServices(
    random,
    services,
    load,
    isQuiet ? undefined : fault,
  );
  const isKept = () => random() >= missing;
  const split = (name: string, kind: MetricKind, values: Float64Array) => ({
    name,
    kind,
    normal: values.slice(0, normalSteps).map(v => (isKept() ? v : NaN)),
    window: values.slice(normalSteps).map(v => (isKept() ? v : NaN)),
  });
  const input: RcaInput = {
    nodes: services.map(({ id }, node) => ({
      id,
      metrics: metricsOf(table[node], split).filter(
        () => node === target || isKept(),
      ),
    })),
    edges: services.flatMap(({ id, calls }) =>
      calls
        .filter(isKept)
        .map(({ callee }) => ({ caller: id, callee: services[callee].id })),
    ),
    target: {
      node: services[target].id,
      metric: fault.kind === 'failing' ? 'availability' : 'latency',
    },
    normalTimestampsMs: timesOf(0, normalSteps),
    windowTimestampsMs: timesOf(normalSteps, steps),
  };
  return { input, cause: services[fault.service].id, fault: fault.kind };
}

function metricsOf(
  { latency, requests, availability, cpu }: Measured,
  split: (name: string, kind: MetricKind, values: Float64Array) => RcaMetric,
): readonly RcaMetric[] {
  return [
    split('latency', 'latency', latency),
    split(
      'latency-p95',
      'latency',
      latency.map((value, step) => value * (2 + 0.2 * Math.sin(7 * step))),
    ),
    split('requests', 'requests', requests),
    split('availability', 'availability', availability),
    split('cpu', 'other', cpu),
  ];
}

/** A fault below the target that the target's users notice: 5 % more latency, or one call in a hundred. */
function pickFault(
  random: () => number,
  services: readonly GeneratedService[],
  from: number,
): { readonly fault: Fault; readonly target: number } {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const service = 1 + Math.floor(random() * (services.length - 1));
    const target =
      random() < 0.5 ? 0 : Math.floor(random() * (services.length - 1));
    const kind = (['slow', 'failing', 'saturated'] as const)[
      Math.floor(random() * 3)
    ];
    const strength =
      kind === 'failing' ? 0.05 + 0.25 * random() : 3 + 7 * random();
    const reached = callsReaching(services, target)[service];
    const isVisible =
      kind === 'failing'
        ? reached * strength >= 0.01
        : reached * services[service].ownMs * strength >=
          0.05 * latencyOf(services)[target];
    if (service > target && isVisible) {
      return { fault: { kind, service, from, strength }, target };
    }
  }
  throw new Error(`no visible fault among ${services.length} services`);
}

function latencyOf(services: readonly GeneratedService[]): Float64Array {
  const latency = new Float64Array(services.length);
  for (let node = services.length - 1; node >= 0; node--) {
    latency[node] = services[node].ownMs;
    for (const { callee, perRequest } of services[node].calls) {
      latency[node] += perRequest * latency[callee];
    }
  }
  return latency;
}

/** Around 1: a day's wave, wandering noise, three short surges, and perhaps one more from the fault on. */
function generateLoad(
  random: () => number,
  steps: number,
  from: number,
  surgeProbability: number,
): Float64Array {
  const surge = random() < surgeProbability ? 1.2 + 0.4 * random() : 1;
  const starts = [0, 1, 2].map(() => Math.floor(random() * from));
  let wander = 0;
  return Float64Array.from({ length: steps }, (_, step) => {
    wander = 0.9 * wander + 0.03 * gaussianOf(random);
    const isBusy = starts.some(start => step >= start && step < start + 12);
    const wave = 1 + 0.25 * Math.sin((2 * Math.PI * step) / 480) + wander;
    return Math.max(
      0.1,
      wave * (isBusy ? 1.3 : 1) * (step >= from ? surge : 1),
    );
  });
}

function timesOf(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => (from + i) * stepMs);
}
