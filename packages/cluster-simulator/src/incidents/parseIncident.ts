import {
  INCIDENT_CATALOGUE,
  type IncidentKind,
  type IncidentTarget,
} from '@orrery/telemetry-model';
import { numberAt, stringAt, valueAt } from '../json/readJson';
import { StatusError } from '../status/StatusError';

type NodesTarget = Extract<IncidentTarget, { readonly kind: 'Node' | 'Zone' }>;

/** What it shall hit; the namespace may be missing where the name is enough. */
export type SoughtTarget =
  | NodesTarget
  | {
      readonly kind: 'Service' | 'Volume';
      readonly namespace?: string;
      readonly name: string;
    };

/** An incident that somebody asks for. */
export interface NewIncident {
  readonly kind: IncidentKind;
  readonly target: SoughtTarget;
  /** In (0, 1]. */
  readonly intensity: number;
  /** From now; negative for the past. Now when missing. */
  readonly startsInMs?: number;
  /** Until it is stopped when missing. */
  readonly lastsMs?: number;
}

const FIFTEEN_DAYS_MS = 15 * 86_400_000;

/** One or more nodes, which are in no namespace. */
export function isNodesTarget(target: SoughtTarget): target is NodesTarget {
  return target.kind === 'Node' || target.kind === 'Zone';
}

/** Throws StatusError `BadRequest` that names the field, the value and what is allowed. */
export function parseIncident(body: unknown): NewIncident {
  const kind = parseIncidentKind(stringAt(body, 'kind'));
  const intensity = numberAt(body, 'intensity') ?? 0.8;
  if (!(intensity > 0 && intensity <= 1))
    throw wrong('intensity', intensity, 'a number above 0, up to 1');
  const startsInMs = numberAt(body, 'startsInMs');
  if (startsInMs !== undefined && !(Math.abs(startsInMs) <= FIFTEEN_DAYS_MS))
    throw wrong('startsInMs', startsInMs, 'within 15 days of now');
  const lastsMs = numberAt(body, 'lastsMs');
  if (lastsMs !== undefined && !(lastsMs > 0))
    throw wrong('lastsMs', lastsMs, 'a number above 0');
  return {
    kind,
    target: parseTarget(valueAt(body, 'target'), kind),
    intensity,
    ...(startsInMs === undefined ? {} : { startsInMs }),
    ...(lastsMs === undefined ? {} : { lastsMs }),
  };
}

export function parseIncidentKind(text: string): IncidentKind {
  const kinds = Object.keys(INCIDENT_CATALOGUE);
  if (!isIncidentKind(text)) throw wrong('kind', text, kinds.join(', '));
  return text;
}

function isIncidentKind(text: string): text is IncidentKind {
  return Object.hasOwn(INCIDENT_CATALOGUE, text);
}

function parseTarget(target: unknown, kind: IncidentKind): SoughtTarget {
  const wanted = INCIDENT_CATALOGUE[kind].targets;
  const given = stringAt(target, 'kind') || wanted;
  if (given !== wanted)
    throw wrong('target.kind', given, `${wanted} for ${kind}`);
  const name = stringAt(target, 'name');
  if (!name) throw wrong('target.name', name, `the name of a ${wanted}`);
  if (wanted === 'Node' || wanted === 'Zone') return { kind: wanted, name };
  const namespace = stringAt(target, 'namespace');
  return { kind: wanted, name, ...(namespace ? { namespace } : {}) };
}

function wrong(field: string, value: unknown, allowed: string): StatusError {
  return new StatusError(
    'BadRequest',
    `${field} must be ${allowed}; got ${JSON.stringify(value)}`,
  );
}
