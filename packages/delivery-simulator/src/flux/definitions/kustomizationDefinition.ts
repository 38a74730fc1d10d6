import { customResourceDefinition } from '../../definitions/customResourceDefinition';
import {
  anyObject,
  conditions,
  duration,
  flag,
  listOf,
  long,
  mapOf,
  oneOf,
  record,
  text,
  time,
} from '../../definitions/schema';
import {
  crossNamespaceReference,
  inventory,
  localReference,
  readyColumns,
} from './fluxSchemas';

/** `kustomizations.kustomize.toolkit.fluxcd.io`. */
export const kustomizationDefinition = customResourceDefinition({
  group: 'kustomize.toolkit.fluxcd.io',
  version: 'v1',
  kind: 'Kustomization',
  plural: 'kustomizations',
  shortNames: ['ks'],
  columns: readyColumns,
  spec: record(
    {
      commonMetadata: record({ labels: mapOf(text), annotations: mapOf(text) }),
      components: listOf(text),
      decryption: record({ provider: text, secretRef: localReference }, [
        'provider',
      ]),
      deletionPolicy: oneOf(
        'MirrorPrune',
        'Delete',
        'WaitForTermination',
        'Orphan',
      ),
      dependsOn: listOf(
        record({ name: text, namespace: text, readyExpr: text }, ['name']),
      ),
      force: { ...flag, default: false },
      healthCheckExprs: listOf(anyObject),
      healthChecks: listOf(crossNamespaceReference),
      ignoreMissingComponents: flag,
      images: listOf(
        record({ name: text, newName: text, newTag: text, digest: text }, [
          'name',
        ]),
      ),
      interval: duration,
      kubeConfig: anyObject,
      namePrefix: text,
      nameSuffix: text,
      patches: listOf(record({ patch: text, target: anyObject }, ['patch'])),
      path: text,
      postBuild: record({
        substitute: mapOf(text),
        substituteFrom: listOf(
          record(
            { kind: oneOf('Secret', 'ConfigMap'), name: text, optional: flag },
            ['kind', 'name'],
          ),
        ),
      }),
      prune: flag,
      retryInterval: duration,
      serviceAccountName: text,
      sourceRef: record(
        {
          apiVersion: text,
          kind: oneOf(
            'OCIRepository',
            'GitRepository',
            'Bucket',
            'ExternalArtifact',
          ),
          name: text,
          namespace: text,
        },
        ['kind', 'name'],
      ),
      suspend: flag,
      targetNamespace: text,
      timeout: duration,
      wait: flag,
    },
    ['interval', 'prune', 'sourceRef'],
  ),
  status: record({
    conditions,
    history: listOf(
      record({
        digest: text,
        firstReconciled: time,
        lastReconciled: time,
        lastReconciledDuration: text,
        lastReconciledStatus: text,
        metadata: mapOf(text),
        totalReconciliations: long,
      }),
    ),
    inventory,
    lastAppliedOriginRevision: text,
    lastAppliedRevision: text,
    lastAttemptedRevision: text,
    lastHandledReconcileAt: text,
    observedGeneration: long,
  }),
});
