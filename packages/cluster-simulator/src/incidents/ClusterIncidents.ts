import {
  type GroundTruth,
  type Incident,
  type IncidentTarget,
  TelemetryError,
} from '@orrery/telemetry-model';
import { StatusError } from '../status/StatusError';
import type { LivingTelemetry } from '../telemetry/createLivingTelemetry';
import type { IncidentActor } from './enact/createIncidentActor';
import {
  isNodesTarget,
  type NewIncident,
  type SoughtTarget,
} from './parseIncident';

/** Ended ones are remembered too: their past belongs to the metrics. */
const MAX_INCIDENTS = 100;

/**
 * What goes wrong in one cluster, beyond its API server; shows in metrics and logs from its start on, also when that is
 * past, and on its objects when there is an actor.
 */
export class ClusterIncidents {
  readonly #telemetry: LivingTelemetry;
  readonly #nowMs: () => number;
  readonly #actor: IncidentActor | undefined;
  #incidents: readonly Incident[] = [];
  #started = 0;

  constructor(
    telemetry: LivingTelemetry,
    nowMs: () => number,
    actor?: IncidentActor,
  ) {
    this.#telemetry = telemetry;
    this.#nowMs = nowMs;
    this.#actor = actor;
  }

  /** The truth about each, also about those that ended. */
  list(): readonly GroundTruth[] {
    return this.#incidents.length === 0
      ? []
      : this.#telemetry.now().groundTruths();
  }

  /** Throws StatusError `BadRequest` when the cluster has no such target, or when there are too many. */
  start({ startsInMs = 0, lastsMs, ...incident }: NewIncident): GroundTruth {
    if (this.#incidents.length >= MAX_INCIDENTS)
      throw new StatusError(
        'BadRequest',
        `at most ${MAX_INCIDENTS} incidents, got one more`,
      );
    this.#started += 1;
    const startMs = this.#nowMs() + startsInMs;
    const id = `${incident.kind}-${this.#started}`;
    const started: Incident = {
      ...incident,
      target: this.#find(incident.target),
      id,
      startMs,
      ...(lastsMs === undefined ? {} : { endMs: startMs + lastsMs }),
      ...(this.#actor ? { isEnacted: true } : {}),
    };
    const before = this.#incidents;
    this.#set([...before, started]);
    try {
      this.#actor?.enact(started);
    } catch (error) {
      this.#set(before);
      throw error;
    }
    return this.#truthOf(id);
  }

  /** Ends one now, or forgets it when it has not begun. Throws StatusError `NotFound`. */
  stop(id: string): GroundTruth | undefined {
    const found = this.#incidents.find(each => each.id === id);
    if (!found) throw new StatusError('NotFound', `incident "${id}" not found`);
    const nowMs = this.#nowMs();
    if (found.startMs >= nowMs) {
      this.#actor?.end(id);
      this.#set(this.#incidents.filter(each => each !== found));
      return undefined;
    }
    this.#set(
      this.#incidents.map(each =>
        each === found
          ? { ...each, endMs: Math.min(each.endMs ?? nowMs, nowMs) }
          : each,
      ),
    );
    this.#actor?.end(id);
    return this.#truthOf(id);
  }

  /** One that is named without its namespace is the only one of that name. */
  #find(target: SoughtTarget): IncidentTarget {
    if (isNodesTarget(target)) return target;
    const { kind, namespace, name } = target;
    if (namespace !== undefined) return { kind, namespace, name };
    const [found, ...others] = this.#telemetry.now().namespacesOf(kind, name);
    if (found === undefined)
      throw new StatusError(
        'BadRequest',
        `target.name must be the name of a ${kind} of the cluster; got "${name}"`,
      );
    if (others.length > 0)
      throw new StatusError(
        'BadRequest',
        `target.namespace must be one of ${[found, ...others].join(
          ', ',
        )}, which all have a ${kind} "${name}"; got none`,
      );
    return { kind, namespace: found, name };
  }

  #truthOf(id: string): GroundTruth {
    const truth = this.list().find(each => each.incident === id);
    if (!truth) throw new Error(`no truth about ${id}`);
    return truth;
  }

  #set(incidents: readonly Incident[]): void {
    try {
      this.#telemetry.setIncidents(incidents);
    } catch (error) {
      if (!(error instanceof TelemetryError)) throw error;
      throw new StatusError('BadRequest', error.message);
    }
    this.#incidents = incidents;
  }
}
