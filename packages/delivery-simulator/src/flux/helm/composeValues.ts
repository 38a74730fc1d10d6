import { createHash } from 'node:crypto';
import {
  isTrueAt,
  recordAt,
  recordsAt,
  stringAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { parseSetValue, setValue } from '../../helm/values/setValue';
import { parseGoYaml } from '../../helm/yaml/parseGoYaml';
import { canonicalJson } from '../../reconciling/canonicalJson';
import { mergeValues } from './mergeValues';
import { ReleaseFailure } from './ReleaseFailure';

/** The values of a HelmRelease: those it refers to in their order, then its own. */
export function composeValues(
  cluster: ClusterPort,
  object: KubernetesObject,
): JsonMap {
  let values: JsonMap = {};
  for (const reference of recordsAt(object, 'spec', 'valuesFrom')) {
    values = withReferred(values, cluster, object, reference);
  }
  return mergeValues(values, recordAt(object, 'spec', 'values') ?? {});
}

/** `sha256:…` of values, whatever the order of their keys. */
export function digestOfValues(values: JsonMap): string {
  const hash = createHash('sha256').update(canonicalJson(values));
  return `sha256:${hash.digest('hex')}`;
}

function withReferred(
  values: JsonMap,
  cluster: ClusterPort,
  object: KubernetesObject,
  reference: JsonRecord,
): JsonMap {
  const kind = stringAt(reference, 'kind') ?? '';
  const name = stringAt(reference, 'name') ?? '';
  const key = stringAt(reference, 'valuesKey') ?? 'values.yaml';
  const { namespace } = object.metadata;
  const found = cluster.get({ apiVersion: 'v1', kind, namespace, name });
  const shown = `could not resolve ${kind} chart values reference '${namespace}/${name}' with key '${key}'`;
  const isOptional = isTrueAt(reference, 'optional');
  if (!found) {
    if (isOptional) return values;
    throw new ReleaseFailure(
      'ValuesError',
      `${shown}: ${kind.toLowerCase()}s "${name}" not found`,
    );
  }
  const raw = stringAt(found, 'data', key);
  if (raw === undefined) {
    if (isOptional) return values;
    throw new ReleaseFailure('ValuesError', `${shown}: missing key '${key}'`);
  }
  const text =
    kind === 'Secret' ? Buffer.from(raw, 'base64').toString('utf8') : raw;
  const path = stringAt(reference, 'targetPath');
  if (path) {
    const isLiteral = isTrueAt(reference, 'literal');
    return setValue(values, path, isLiteral ? text : parseSetValue(text));
  }
  const parsed = parseGoYaml(text) ?? {};
  if (isJsonMap(parsed)) return mergeValues(values, parsed);
  throw new ReleaseFailure('ValuesError', `${shown}: the values are no map`);
}
