import type { KubernetesObject } from '@orrery/kubernetes-model';
import { numberAt, stringAt } from '../../json/readJson';
import { toMs } from '../../controllers/ControllerContext';

/** One series about an object as it stands. */
export interface Reading {
  readonly family: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What an exporter says of an object of one kind. */
export type ReadObject = (object: KubernetesObject) => readonly Reading[];

/** A reading without more to say than a family, a value and further labels. */
export type Say = (
  what: string,
  value: number | undefined,
  labels?: Readonly<Record<string, string>>,
) => readonly Reading[];

/** Says things of an object under `kube_<kind>_…`, with its namespace and name as labels. Values that are missing are not said. */
export function sayerOf(kind: string, object: KubernetesObject): Say {
  const { namespace, name } = object.metadata;
  const own = {
    ...(namespace === undefined ? {} : { namespace }),
    [kind === 'job' ? 'job_name' : kind]: name,
  };
  return (what, value, labels = {}) =>
    value === undefined
      ? []
      : [
          {
            family: what === '' ? `kube_${kind}` : `kube_${kind}_${what}`,
            labels: { ...own, ...labels },
            value,
          },
        ];
}

/** Seconds since the epoch of a timestamp field; undefined when it is not set. */
export function secondsAt(
  object: KubernetesObject,
  ...path: readonly string[]
): number | undefined {
  const text = stringAt(object, ...path);
  return text ? Math.floor(toMs(text) / 1_000) : undefined;
}

/** When the object was made, in seconds since the epoch. */
export function createdSeconds(object: KubernetesObject): number {
  return Math.floor(toMs(object.metadata.creationTimestamp) / 1_000);
}

/** A number of the status; 0 where the API leaves it out. */
export function statusNumber(object: KubernetesObject, field: string): number {
  return numberAt(object, 'status', field) ?? 0;
}
