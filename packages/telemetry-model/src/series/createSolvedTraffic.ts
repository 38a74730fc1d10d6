import {
  capacityStepsOf,
  firstDifferenceMs,
  type CapacityPlan,
} from '../traffic/capacityStepsOf';
import { createTraffic, type Traffic } from '../traffic/createTraffic';
import { createCallActivity } from '../usage/createCallActivity';
import { createCallMemory } from '../usage/createCallMemory';
import {
  createServiceActivity,
  createServiceMemory,
  type ServiceActivity,
} from '../usage/createServiceActivity';
import type { TelemetryWorld } from '../world/TelemetryWorld';
import type { WorldPod } from '../world/WorldPod';
import type { CallRecord } from './TelemetryContext';

/** The traffic that some pods carry, and what is counted of it. */
export interface CarriedTraffic {
  readonly traffic: Traffic;
  /** Every edge of the graph, and every service that is reached from outside alone. */
  calls(): readonly CallRecord[];
  /** Of a service by position. */
  activityOf(service: number): ServiceActivity;
}

/** What outlives a change of the world: everything about the traffic up to where its pods began to differ. */
export interface SolvedTraffic {
  /** With these pods, by the key of their service; the same object while nothing changes for the traffic. */
  carriedBy(
    podsOfService: ReadonlyMap<string, readonly WorldPod[]>,
  ): CarriedTraffic;
}

const NO_PODS: readonly WorldPod[] = [];

/** Solves nothing yet. Throws TelemetryError as `createTraffic`. O(services + calls), then O(pods) per world. */
export function createSolvedTraffic(
  world: TelemetryWorld,
  seed: number,
): SolvedTraffic {
  const whole = createTraffic(world, seed);
  const { graph } = whole;
  const ends: readonly Omit<CallRecord, 'activity'>[] = [
    ...graph.edges.map(edge => ({ edge, to: edge.to })),
    ...graph.services.flatMap(({ profile }, to) =>
      profile.entryRps > 0 &&
      profile.routes.length > 0 &&
      graph.incoming[to].length === 0
        ? [{ to }]
        : [],
    ),
  ];
  const callMemories = ends.map(end => createCallMemory(end.edge ?? end));
  const memories = graph.services.map(createServiceMemory);
  /** The last ones made; still good for worlds in which nothing changed for them. */
  const activities = new Map<
    number,
    {
      readonly traffic: Traffic;
      readonly pods: readonly WorldPod[];
      readonly activity: ServiceActivity;
    }
  >();
  let counted:
    | { readonly traffic: Traffic; readonly calls: readonly CallRecord[] }
    | undefined;

  function callsOf(traffic: Traffic): readonly CallRecord[] {
    if (counted?.traffic === traffic) return counted.calls;
    const calls = ends.map((end, place) => ({
      ...end,
      activity: createCallActivity(
        traffic,
        end.edge ?? end,
        seed,
        callMemories[place],
      ),
    }));
    counted = { traffic, calls };
    return calls;
  }

  function carry(traffic: Traffic, pods: PodsByPosition): CarriedTraffic {
    return {
      traffic,
      calls: () => callsOf(traffic),
      activityOf: service => {
        const known = activities.get(service);
        if (known?.traffic === traffic && known.pods === pods[service])
          return known.activity;
        const activity = createServiceActivity(
          traffic,
          service,
          pods[service],
          memories[service],
        );
        activities.set(service, { traffic, pods: pods[service], activity });
        return activity;
      },
    };
  }

  let pods: PodsByPosition = graph.keys.map(() => NO_PODS);
  let carried = carry(
    whole.withCapacity(pods.map((_, at) => stepsOf(whole, at, NO_PODS))),
    pods,
  );

  return {
    carriedBy: podsOfService => {
      const before = pods;
      pods = graph.keys.map((key, at) => {
        const given = podsOfService.get(key) ?? NO_PODS;
        return isSame(before[at], given) ? before[at] : given;
      });
      if (isSame(before, pods)) return carried;
      const { traffic } = carried;
      const plan: CapacityPlan = pods.map((each, at) =>
        each === before[at] ? traffic.capacity[at] : stepsOf(traffic, at, each),
      );
      carried = carry(
        isSame(plan, traffic.capacity) ? traffic : traffic.withCapacity(plan),
        pods,
      );
      return carried;
    },
  };
}

type PodsByPosition = readonly (readonly WorldPod[])[];

/** The steps of a service by position; the very ones of the traffic when nothing changed. */
function stepsOf(
  { graph, capacity }: Traffic,
  position: number,
  pods: readonly WorldPod[],
): CapacityPlan[number] {
  const service = graph.services[position];
  // Who works by itself has no queue that anybody waits in.
  const isAsked =
    graph.incoming[position].length > 0 || service.profile.routes.length > 0;
  const steps = isAsked ? capacityStepsOf(service, pods) : [];
  return firstDifferenceMs([capacity[position]], [steps]) === Infinity
    ? capacity[position]
    : steps;
}

function isSame<T>(first: readonly T[], second: readonly T[]): boolean {
  return (
    first.length === second.length &&
    first.every((each, place) => each === second[place])
  );
}
