import {
  INCIDENT_CATALOGUE,
  type IncidentKind,
  type IncidentTarget,
} from '@orrery/telemetry-model';
import { parseIncidentKind } from '../parseIncident';
import { INCIDENT_CASTS, targetsIn } from './incidentCasts';
import type { PlannableCluster, PlannedIncident } from './PlannedIncident';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The first quiet and the first visible incident, after the fleet started. */
const FIRST: readonly (readonly [
  PlannedIncident['visibility'],
  number,
  number,
])[] = [
  ['quiet', 0.6, 1.2],
  ['visible', 2.4, 3.8],
];
/** Which kinds show within a minute or two: the first visible incident is one of them. */
const PROMPT: readonly IncidentKind[] = [
  'bad-config',
  'bad-image',
  'retry-storm',
  'slow-database',
];
/** From one incident to the next. */
const GAP_MINUTES = [35, 110] as const;
/** A kind is not repeated within so many incidents, where there are enough kinds. */
const MEMORY = 6;

/**
 * What will happen by itself in a fleet: one quiet and one visible incident within the first four minutes, then one
 * every half hour to two hours in one of the clusters, never two of one visibility at once in a cluster. Ends after
 * `days`. The same clusters and random numbers give the same plan. Throws nothing. O(incidents).
 */
export function planIncidents(options: {
  readonly clusters: readonly PlannableCluster[];
  /** Numbers in [0, 1). */
  readonly random: () => number;
  readonly days?: number;
}): readonly PlannedIncident[] {
  const { clusters, random, days = 5 } = options;
  const plan: PlannedIncident[] = [];
  if (clusters.length === 0) return plan;

  function between(from: number, to: number): number {
    return from + (to - from) * random();
  }

  function pick<T>(items: readonly T[]): T {
    return items[Math.floor(random() * items.length)];
  }

  function add(
    cluster: PlannableCluster,
    afterMs: number,
    isWanted: (kind: IncidentKind) => boolean,
  ): void {
    const possible = Object.keys(INCIDENT_CASTS)
      .map(parseIncidentKind)
      .filter(kind => targetsIn(cluster, INCIDENT_CASTS[kind]).length > 0);
    const memory = Math.min(MEMORY, Math.floor(possible.length / 2));
    const recent = new Set(
      plan.slice(plan.length - memory).map(each => each.kind),
    );
    const kinds = possible.filter(
      kind =>
        isWanted(kind) &&
        !recent.has(kind) &&
        !isBusy(cluster, afterMs, INCIDENT_CASTS[kind].visibility),
    );
    const kind = pickWeighted(kinds, random);
    if (kind === undefined) return;
    const { lasts, visibility } = INCIDENT_CASTS[kind];
    plan.push({
      cluster: cluster.name,
      kind,
      target: targetOf(kind, pick(targetsIn(cluster, INCIDENT_CASTS[kind]))),
      intensity: Math.round(between(0.65, 0.95) * 100) / 100,
      afterMs: Math.round(afterMs),
      lastsMs: Math.round(between(...lasts) * MINUTE_MS),
      visibility,
    });
  }

  function isBusy(
    cluster: PlannableCluster,
    afterMs: number,
    visibility: PlannedIncident['visibility'],
  ): boolean {
    return plan.some(
      each =>
        each.cluster === cluster.name &&
        each.visibility === visibility &&
        each.afterMs + each.lastsMs + 5 * MINUTE_MS > afterMs,
    );
  }

  // People look at the first cluster first.
  for (const [visibility, from, to] of FIRST)
    add(
      clusters[0],
      between(from, to) * MINUTE_MS,
      kind =>
        INCIDENT_CASTS[kind].visibility === visibility &&
        (visibility === 'quiet' || PROMPT.includes(kind)),
    );
  let afterMs = between(...GAP_MINUTES) * MINUTE_MS;
  while (afterMs < days * DAY_MS) {
    add(pick(clusters), afterMs, () => true);
    afterMs += between(...GAP_MINUTES) * MINUTE_MS;
  }
  return plan;
}

function pickWeighted(
  kinds: readonly IncidentKind[],
  random: () => number,
): IncidentKind | undefined {
  const weightOf = (kind: IncidentKind) => INCIDENT_CASTS[kind].weight;
  let left = random() * kinds.reduce((sum, kind) => sum + weightOf(kind), 0);
  for (const kind of kinds) {
    left -= weightOf(kind);
    if (left < 0) return kind;
  }
  return kinds[kinds.length - 1];
}

function targetOf(kind: IncidentKind, word: string): IncidentTarget {
  const wanted = INCIDENT_CATALOGUE[kind].targets;
  if (wanted === 'Node' || wanted === 'Zone')
    return { kind: wanted, name: word };
  const [namespace, name] = word.split('/');
  return { kind: wanted, namespace, name };
}
