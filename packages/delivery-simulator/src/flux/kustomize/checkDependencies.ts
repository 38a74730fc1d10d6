import {
  conditionOf,
  numberAt,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { KUSTOMIZATION } from '../fluxKinds';
import { KustomizeFailure } from './KustomizeFailure';

/** Throws unless every Kustomization of `spec.dependsOn` is ready, and at `revision` where it has the same source. */
export function checkDependencies(
  cluster: ClusterPort,
  object: KubernetesObject,
  revision: string,
): void {
  for (const reference of recordsAt(object, 'spec', 'dependsOn')) {
    const namespace =
      stringAt(reference, 'namespace') ?? object.metadata.namespace;
    const name = stringAt(reference, 'name') ?? '';
    const shown = `dependency '${namespace}/${name}'`;
    const found = cluster.get({ ...KUSTOMIZATION, namespace, name });
    if (!found) {
      throw refuse(
        `${shown} not found: kustomizations.kustomize.toolkit.fluxcd.io "${name}" not found`,
      );
    }
    if (stringAt(reference, 'readyExpr')) {
      throw refuse(`${shown}: readyExpr is not simulated`);
    }
    const isObserved =
      found.metadata.generation ===
      numberAt(found, 'status', 'observedGeneration');
    if (!isObserved || conditionOf(found, 'Ready')?.status !== 'True') {
      throw refuse(`${shown} is not ready`);
    }
    const applied = stringAt(found, 'status', 'lastAppliedRevision');
    if (sourceKeyOf(found) === sourceKeyOf(object) && applied !== revision) {
      throw refuse(`${shown} revision is not up to date`);
    }
  }
}

/** Kind, namespace and name of a Kustomization's source. */
export function sourceKeyOf(kustomization: KubernetesObject): string {
  const at = (field: string) =>
    stringAt(kustomization, 'spec', 'sourceRef', field);
  const namespace = at('namespace') ?? kustomization.metadata.namespace;
  return `${at('kind')}/${namespace}/${at('name')}`;
}

function refuse(message: string): KustomizeFailure {
  return new KustomizeFailure('DependencyNotReady', message);
}
