import {
  groupOf,
  recordAt,
  stringAt,
  stringsAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { canonicalJson } from '../../reconciling/canonicalJson';
import { refOf } from '../../reconciling/refOf';
import { formatObject } from '../formatObject';
import type { ActionContext } from './ActionContext';

/** An object of a release that is not as the release wants it. */
export interface Drift {
  /** As to be applied: what is ignored has its present value. */
  readonly wanted: KubernetesObject;
  /** `Deployment/shop/web changed (0 additions, 1 changes, 0 removals)`. */
  readonly text: string;
  readonly isMissing: boolean;
}

/** Compares the objects of a release with what an apply would make of those in the cluster. */
export async function detectDrift(
  { cluster, manager, spec }: ActionContext,
  objects: readonly KubernetesObject[],
): Promise<readonly Drift[]> {
  const found: Drift[] = [];
  for (const object of objects) {
    const annotations = object.metadata.annotations ?? {};
    if (annotations['helm.toolkit.fluxcd.io/driftDetection'] === 'disabled') {
      continue;
    }
    const existing = cluster.get(refOf(object));
    if (!existing) {
      const text = `${formatObject(object)} removed`;
      found.push({ wanted: object, text, isMissing: true });
      continue;
    }
    const wanted = withIgnored(object, existing, spec.driftIgnore);
    const result = await cluster.apply(wanted, {
      manager,
      force: true,
      dryRun: true,
    });
    const counts = countChanges(comparable(existing), comparable(result));
    if (counts.additions + counts.changes + counts.removals === 0) continue;
    const text = `${formatObject(object)} changed (${
      counts.additions
    } additions, ${counts.changes} changes, ${counts.removals} removals)`;
    found.push({ wanted, text, isMissing: false });
  }
  return found;
}

/** `object` with the values that `existing` has at the ignored paths (JSON pointers). */
function withIgnored(
  object: KubernetesObject,
  existing: KubernetesObject,
  rules: readonly JsonRecord[],
): KubernetesObject {
  const pointers = rules
    .filter(rule => isTarget(recordAt(rule, 'target'), object))
    .flatMap(rule => stringsAt(rule, 'paths'));
  const replaced = pointers.reduce<unknown>((value, pointer) => {
    const steps = pointer
      .split('/')
      .slice(1)
      .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    return withValue(value, steps, valueAt(existing, steps));
  }, object);
  return isJsonMap(replaced)
    ? { ...replaced, metadata: { ...object.metadata, ...metadataOf(replaced) } }
    : object;
}

function metadataOf(object: JsonMap): JsonMap {
  return isJsonMap(object.metadata) ? object.metadata : {};
}

/** Fields of a target are patterns; those that are missing match everything. */
function isTarget(
  target: JsonRecord | undefined,
  object: KubernetesObject,
): boolean {
  if (!target) return true;
  const { apiVersion = '', kind = '', metadata } = object;
  const values: readonly [string, string][] = [
    ['group', groupOf(apiVersion)],
    ['kind', kind],
    ['name', metadata.name],
    ['namespace', metadata.namespace ?? ''],
  ];
  return values.every(([field, value]) => {
    const pattern = stringAt(target, field);
    return pattern === undefined || new RegExp(`^(?:${pattern})$`).test(value);
  });
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((current, step) => {
    if (Array.isArray(current)) return current[Number(step)];
    return isJsonMap(current) ? current[step] : undefined;
  }, value);
}

/** Undefined takes the field away. */
function withValue(
  target: unknown,
  [step, ...rest]: readonly string[],
  value: unknown,
): unknown {
  if (step === undefined) return value;
  if (Array.isArray(target)) {
    return target.map((item, index) =>
      index === Number(step) ? withValue(item, rest, value) : item,
    );
  }
  const map = isJsonMap(target) ? target : {};
  if (value === undefined && rest.length === 0) {
    const { [step]: _removed, ...others } = map;
    return others;
  }
  if (value === undefined && map[step] === undefined) return target;
  return { ...map, [step]: withValue(map[step], rest, value) };
}

function comparable({ metadata, status, ...rest }: KubernetesObject): JsonMap {
  return {
    ...rest,
    metadata: {
      labels: metadata.labels ?? {},
      annotations: metadata.annotations ?? {},
    },
  };
}

/** What it takes to make `after` of `before`, leaf by leaf. */
function countChanges(
  before: unknown,
  after: unknown,
): { additions: number; changes: number; removals: number } {
  if (canonicalJson(before) === canonicalJson(after)) {
    return { additions: 0, changes: 0, removals: 0 };
  }
  const [left, right] = [entriesOf(before), entriesOf(after)];
  if (!left || !right) return { additions: 0, changes: 1, removals: 0 };
  const total = { additions: 0, changes: 0, removals: 0 };
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    if (!left.has(key)) total.additions += 1;
    else if (!right.has(key)) total.removals += 1;
    else {
      const inner = countChanges(left.get(key), right.get(key));
      total.additions += inner.additions;
      total.changes += inner.changes;
      total.removals += inner.removals;
    }
  }
  return total;
}

function entriesOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (Array.isArray(value)) {
    return new Map(value.map((item, index) => [String(index), item]));
  }
  return isJsonMap(value) ? new Map(Object.entries(value)) : undefined;
}
