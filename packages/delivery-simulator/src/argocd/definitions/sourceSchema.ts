import {
  anyObject,
  anyValue,
  flag,
  intOrString,
  listOf,
  mapOf,
  record,
  text,
  type Schema,
} from '../../definitions/schema';

/** Pairs as Argo CD writes them. */
export const nameValues = listOf(record({ name: text, value: text }, ['name']));

/** Where manifests come from. */
export const source: Schema = record(
  {
    repoURL: text,
    path: text,
    targetRevision: text,
    chart: text,
    ref: text,
    name: text,
    helm: record({
      apiVersions: listOf(text),
      fileParameters: listOf(record({ name: text, path: text })),
      ignoreMissingValueFiles: flag,
      kubeVersion: text,
      namespace: text,
      parameters: listOf(
        record({ forceString: flag, name: text, value: text }),
      ),
      passCredentials: flag,
      releaseName: text,
      skipCrds: flag,
      skipSchemaValidation: flag,
      skipTests: flag,
      valueFiles: listOf(text),
      values: text,
      valuesObject: anyObject,
      version: text,
    }),
    kustomize: record({
      apiVersions: listOf(text),
      commonAnnotations: mapOf(text),
      commonAnnotationsEnvsubst: flag,
      commonLabels: mapOf(text),
      components: listOf(text),
      forceCommonAnnotations: flag,
      forceCommonLabels: flag,
      ignoreMissingComponents: flag,
      images: listOf(text),
      kubeVersion: text,
      labelIncludeTemplates: flag,
      labelWithoutSelector: flag,
      namePrefix: text,
      nameSuffix: text,
      namespace: text,
      patches: listOf(
        record({
          options: mapOf(flag),
          patch: text,
          path: text,
          target: record({
            annotationSelector: text,
            group: text,
            kind: text,
            labelSelector: text,
            name: text,
            namespace: text,
            version: text,
          }),
        }),
      ),
      replicas: listOf(
        record(
          {
            count: intOrString,
            name: text,
          },
          ['count', 'name'],
        ),
      ),
      version: text,
    }),
    directory: record({
      exclude: text,
      include: text,
      jsonnet: anyObject,
      recurse: flag,
    }),
    plugin: record({ env: nameValues, name: text, parameters: anyValue }),
  },
  ['repoURL'],
);
