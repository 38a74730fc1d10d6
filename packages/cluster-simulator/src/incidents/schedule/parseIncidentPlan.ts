import { numberAt, stringAt } from '../../json/readJson';
import { StatusError } from '../../status/StatusError';
import { parseIncident } from '../parseIncident';
import type { PlannedIncident } from './PlannedIncident';

const DEFAULT_LENGTH_MS = 1_800_000;

/**
 * A plan that somebody wrote: a list of `{cluster, kind, target, intensity, afterMs, lastsMs, visibility}`, of which
 * cluster, kind and target are needed. Throws StatusError `BadRequest` naming the entry and what is wrong with it.
 */
export function parseIncidentPlan(body: unknown): readonly PlannedIncident[] {
  if (!Array.isArray(body))
    throw new StatusError('BadRequest', 'a plan must be a list of incidents');
  return body.map((entry, index) => {
    try {
      return parsePlanned(entry);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      throw new StatusError(
        'BadRequest',
        `incident ${index + 1} of the plan: ${error.message}`,
      );
    }
  });
}

function parsePlanned(entry: unknown): PlannedIncident {
  const { kind, target, intensity, lastsMs } = parseIncident(entry);
  const cluster = stringAt(entry, 'cluster');
  if (!cluster)
    throw new StatusError(
      'BadRequest',
      'cluster must be the name of a cluster',
    );
  const afterMs = numberAt(entry, 'afterMs') ?? 0;
  if (!(afterMs >= 0))
    throw new StatusError(
      'BadRequest',
      `afterMs must be 0 or more; got ${afterMs}`,
    );
  return {
    cluster,
    kind,
    target,
    intensity,
    afterMs,
    lastsMs: lastsMs ?? DEFAULT_LENGTH_MS,
    visibility: stringAt(entry, 'visibility') === 'quiet' ? 'quiet' : 'visible',
  };
}
