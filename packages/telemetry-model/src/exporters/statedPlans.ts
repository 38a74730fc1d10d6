import type { Labels } from '../series/Series';
import type { TelemetryContext } from '../series/TelemetryContext';
import type { WorldStatement } from '../world/WorldStatement';
import type { SeriesPlan } from './defineFamilies';
import { kubeStateTarget } from './scrapeTargets';

/** The labels that Prometheus attaches to what it scrapes from an exporter. */
export type TargetOf = (context: TelemetryContext) => Labels;

/** The statements of a family as the world has them, with the labels of their scrape: kube-state-metrics unless told otherwise. */
export function statedPlans(
  name: string,
  targetOf: TargetOf = kubeStateTarget,
): (context: TelemetryContext) => readonly SeriesPlan[] {
  return context =>
    statementsOf(name, context).map(statement => ({
      labels: { ...targetOf(context), ...statement.labels },
      valueAt: timeMs =>
        holdsAt(statement, timeMs, context) ? valueAt(statement, timeMs) : NaN,
    }));
}

/** What the world states of a family. */
export function statementsOf(
  name: string,
  { world }: TelemetryContext,
): readonly WorldStatement[] {
  return (world.statements ?? []).filter(({ family }) => family === name);
}

/** Whether there is a world and the object of the statement in it. */
export function holdsAt(
  { deletedAtMs = Infinity }: WorldStatement,
  timeMs: number,
  { world }: TelemetryContext,
): boolean {
  return timeMs >= world.startMs && timeMs < deletedAtMs;
}

function valueAt({ steps }: WorldStatement, timeMs: number): number {
  let value = NaN;
  for (const step of steps) {
    if (step.atMs > timeMs) break;
    value = step.value;
  }
  return value;
}
