import { createSeason } from '../noise/createSeason';
import { busynessOf } from '../noise/busynessOf';
import { hashText } from '../noise/hash';
import { valueNoise } from '../noise/valueNoise';
import { overflowOf, slowdownOf } from './congestion';
import type { CallGraph } from './createCallGraph';
import {
  createDisturbance,
  resetDisturbance,
  type Disturbance,
} from './Disturbance';
import { logNormalShare } from './logNormal';
import { edgeSlot, serviceSlot } from './TrafficState';

/** Retries and saturation feed each other; after so many rounds the change is below a percent. */
const ROUNDS = 5;
/** With so few retries more or less, another round changes nothing that could be seen. */
const SETTLED = 0.002;
const MINUTE_MS = 60_000;
/** Waiting costs no more of a service's capacity than this: connections and threads run out, the processor does not. */
const MAX_STRETCH = 1.4;
/** One hop in the same cluster. */
const HOP_MS = 0.4;

/** Computes the state of the whole graph at a moment. */
export interface TrafficSolver {
  /**
   * Writes a state vector (see TrafficState) to `out` from `offset`. `present` is the share of its usual capacity that
   * each service has; none calls and none answers where it is 0.
   */
  solve(
    timeMs: number,
    present: Float64Array,
    out: Float32Array,
    offset: number,
  ): void;
  /** Requests a second of each service when nothing is wrong and the season is at its mean. */
  readonly meanLoad: Float64Array;
  /** Median response time of each service in the same state. */
  readonly usualLatencyMs: Float64Array;
}

/** Where the solver gets its input. */
export interface TrafficSolverOptions {
  readonly seed: number;
  readonly utcOffsetHours: number;
  /** Adds what goes wrong at the moment. */
  readonly disturb: (disturbance: Disturbance, timeMs: number) => void;
}

/**
 * Load runs from the edge inward along the calls, latency and errors run back from callee to caller; retries, circuit
 * breakers and saturation close the loop, which is followed for up to five rounds. A callee slower than the caller's
 * timeout fails that share of calls; a caller that waits longer can take fewer requests. Deterministic in seed and
 * time. Throws nothing for a valid graph. O(rounds × (services + calls)), about 30 µs for 45 services.
 * Source: own; open queueing network with log-normal service times.
 */
export function createTrafficSolver(
  graph: CallGraph,
  options: TrafficSolverOptions,
): TrafficSolver {
  const { services, edges, outgoing, order } = graph;
  const count = services.length;
  const traits = services.map((service, position) =>
    traitsOf(graph.keys[position], service.profile.season, options),
  );
  const disturbance = createDisturbance(count, edges.length);
  const entry = new Float64Array(count);
  const own = new Float64Array(count);
  const failing = new Float64Array(count);
  const load = new Float64Array(count);
  const errors = new Float64Array(count);
  const latency = new Float64Array(count);
  const utilization = new Float64Array(count);
  const capacity = new Float64Array(count).fill(Infinity);
  const usualLatencyMs = new Float64Array(count);
  const idleSlowdown = new Float64Array(count).fill(1);
  const sent = new Float64Array(edges.length);
  const timeouts = new Float64Array(edges.length);
  const attempts = new Float64Array(edges.length);
  const open = new Float64Array(edges.length);
  const appetite = new Float64Array(edges.length).fill(1);
  const tastes = edges.map(({ from, to }) =>
    tasteOf(`${graph.keys[from]}/${graph.keys[to]}`, options.seed),
  );

  /** How much each call is asked for, callers first. */
  function passLoad(): void {
    load.set(entry);
    for (const from of order) {
      for (const { index, to, call } of outgoing[from]) {
        const wanted = load[from] * call.perRequest * appetite[index];
        sent[index] = wanted * attempts[index] * (1 - open[index]);
        load[to] += sent[index] * (1 - disturbance.lostRatio[index]);
      }
    }
  }

  /** What that does to each service, callees first; returns by how much retries changed at most. */
  function passBack(): number {
    let change = 0;
    for (let place = count - 1; place >= 0; place--) {
      const position = order[place];
      let waitMs = 0;
      let passing = 1 - failing[position];
      for (const edge of outgoing[position]) {
        const { index, to, call } = edge;
        const calleeMs =
          latency[to] + HOP_MS + disturbance.networkLatencyMs[index];
        const tooLate =
          1 -
          logNormalShare(
            call.timeoutMs,
            calleeMs,
            services[to].profile.latencySigma,
          );
        timeouts[index] = tooLate;
        const failed =
          1 -
          (1 - errors[to]) * (1 - tooLate) * (1 - disturbance.lostRatio[index]);
        const tries = call.retries + disturbance.extraRetries[index];
        const wanted = call.hasCircuitBreaker
          ? ease((failed - 0.25) / 0.4) * 0.92
          : 0;
        // Half way: an open breaker heals what it opened for, and would be seen open or closed by chance.
        const refused = (open[index] + wanted) / 2;
        change = Math.max(change, Math.abs(refused - open[index]));
        open[index] = refused;
        const needed = 1 + tries * failed * (1 - refused * 0.8);
        change = Math.max(change, Math.abs(needed - attempts[index]));
        attempts[index] = needed;
        if (call.isAsync) continue;
        const finallyFailed =
          refused + (1 - refused) * failed ** (1 + call.retries);
        passing *=
          1 - finallyFailed * call.criticality * Math.min(1, call.perRequest);
        waitMs +=
          Math.min(calleeMs, call.timeoutMs) *
          Math.min(1.5, call.perRequest) *
          (1 - refused) *
          (1 + tries * failed * 0.5);
      }
      // Workers that wait cannot take the next request.
      const stretch =
        usualLatencyMs[position] > 0
          ? ((own[position] + waitMs) / usualLatencyMs[position]) ** 0.4
          : 1;
      const room = capacity[position] * disturbance.capacityFactor[position];
      const used =
        (load[position] * Math.min(MAX_STRETCH, Math.max(1, stretch))) / room;
      utilization[position] = used;
      const slow = slowdownOf(used) / idleSlowdown[position];
      latency[position] = own[position] * slow + waitMs;
      errors[position] = 1 - passing * (1 - overflowOf(used));
    }
    return change;
  }

  /** Nobody is there: what is sent to it is refused. */
  function withdraw(position: number): void {
    disturbance.entryFactor[position] = 0;
    for (const { index } of graph.incoming[position])
      disturbance.lostRatio[index] = 1;
  }

  function settle(rounds: number): void {
    attempts.fill(1);
    open.fill(0);
    for (let round = 0; round < rounds; round++) {
      passLoad();
      if (passBack() < SETTLED) return;
    }
  }

  // The usual state decides how large everything is built.
  services.forEach(({ profile }, position) => {
    entry[position] = profile.entryRps;
    own[position] = profile.latencyMs;
    failing[position] = profile.errorRatio;
  });
  settle(1);
  const meanLoad = Float64Array.from(load);
  services.forEach((_, position) => {
    usualLatencyMs[position] = latency[position];
    // What is outside was not sized for this cluster alone. Others are full when they use the CPU they were sized for.
    const { kind, name } = services[position];
    const usual =
      kind === 'External'
        ? 0.02
        : 0.24 + 0.2 * busynessOf(graph.keys[position], name);
    capacity[position] = Math.max(1e-6, meanLoad[position]) / usual;
    idleSlowdown[position] = slowdownOf(usual);
  });

  return {
    meanLoad,
    usualLatencyMs,
    solve: (timeMs, present, out, offset) => {
      resetDisturbance(disturbance);
      options.disturb(disturbance, timeMs);
      for (let position = 0; position < count; position++) {
        if (present[position] > 0)
          disturbance.capacityFactor[position] *= present[position];
        else withdraw(position);
      }
      for (let position = 0; position < count; position++) {
        const { profile, sinceMs = -Infinity } = services[position];
        const trait = traits[position];
        const noise = trait.noise(timeMs);
        entry[position] =
          (timeMs < sinceMs ? 0 : profile.entryRps) *
          trait.season(timeMs) *
          (1 + 0.09 * noise) *
          disturbance.entryFactor[position];
        own[position] =
          profile.latencyMs *
            (1 + 0.09 * trait.unrest(timeMs)) *
            disturbance.latencyFactor[position] +
          disturbance.addedLatencyMs[position];
        failing[position] =
          1 -
          (1 -
            profile.errorRatio *
              (1 + 0.8 * trait.unrest(timeMs - 7 * MINUTE_MS))) *
            (1 - disturbance.failingRatio[position]);
      }
      for (let index = 0; index < edges.length; index++)
        appetite[index] = 1 + 0.08 * tastes[index](timeMs);
      settle(ROUNDS);
      write(out, offset);
    },
  };

  function write(out: Float32Array, offset: number): void {
    for (let position = 0; position < count; position++) {
      const at = offset + serviceSlot(position, 'load');
      out[at] = load[position];
      out[at + 1] = errors[position];
      out[at + 2] = latency[position];
      out[at + 3] = utilization[position];
      out[at + 4] = disturbance.cpuFactor[position];
    }
    for (let index = 0; index < edges.length; index++) {
      const at = offset + edgeSlot(graph, index, 'sent');
      out[at] = sent[index];
      out[at + 1] = timeouts[index];
      out[at + 2] = disturbance.lostRatio[index];
      out[at + 3] = (sent[index] / (1 - open[index])) * open[index];
    }
  }
}

function traitsOf(
  key: string,
  season: Parameters<typeof createSeason>[0],
  { seed, utcOffsetHours }: TrafficSolverOptions,
) {
  const noiseSeed = hashText(`${seed}/${key}/noise`);
  const noise = (shift: number) => (timeMs: number) =>
    0.5 * valueNoise(noiseSeed + shift, timeMs / (23 * MINUTE_MS)) +
    0.3 * valueNoise(noiseSeed + shift + 1, timeMs / (140 * MINUTE_MS)) +
    0.2 * valueNoise(noiseSeed + shift + 2, timeMs / (560 * MINUTE_MS));
  return {
    season: createSeason(season, `${seed}/${key}`, utcOffsetHours),
    noise: noise(0),
    unrest: noise(10),
  };
}

/** How much more or less often than usual a request makes a call. */
function tasteOf(key: string, seed: number): (timeMs: number) => number {
  const noiseSeed = hashText(`${seed}/${key}/taste`);
  return timeMs =>
    0.55 * valueNoise(noiseSeed, timeMs / (41 * MINUTE_MS)) +
    0.45 * valueNoise(noiseSeed + 1, timeMs / (310 * MINUTE_MS));
}

function ease(part: number): number {
  const x = Math.min(1, Math.max(0, part));
  return x * x * (3 - 2 * x);
}
