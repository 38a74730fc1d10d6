import {
  kindOfObject,
  recordAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import type {
  Kustomization,
  KustomizedObject,
  KustomizeImage,
  KustomizeLabels,
} from './Kustomization';

type Transform = (object: KubernetesObject) => KubernetesObject;

const SCALED_KINDS = [
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
];

/** Selectors that get the labels only where they exist. */
const SELECTOR_PATHS: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec', 'selector'],
  ReplicationController: ['spec', 'selector'],
  PodDisruptionBudget: ['spec', 'selector', 'matchLabels'],
  NetworkPolicy: ['spec', 'podSelector', 'matchLabels'],
  Rollout: ['spec', 'selector', 'matchLabels'],
};

/** Namespace, labels, annotations, replicas and images of a kustomization, applied to its objects. */
export function transformObjects(
  objects: readonly KustomizedObject[],
  kustomization: Kustomization,
): readonly KustomizedObject[] {
  const { namespace, labels, commonAnnotations, images, replicas } =
    kustomization;
  const transforms: Transform[] = [
    ...(namespace ? [inNamespace(namespace)] : []),
    ...labels.map(withLabels),
    ...(Object.keys(commonAnnotations).length > 0
      ? [withAnnotations(commonAnnotations)]
      : []),
    ...(images.length > 0 ? [withImages(images)] : []),
  ];
  return objects.map(each => {
    let { object } = each;
    for (const transform of transforms) object = transform(object);
    const count = replicas.find(({ name }) =>
      [object.metadata.name, ...each.formerNames].includes(name),
    )?.count;
    return {
      ...each,
      object:
        count !== undefined && SCALED_KINDS.includes(object.kind ?? '')
          ? withFieldAt(object, ['spec', 'replicas'], () => count)
          : object,
    };
  });
}

function inNamespace(namespace: string): Transform {
  return object => {
    if (object.kind === 'Namespace') {
      return { ...object, metadata: { ...object.metadata, name: namespace } };
    }
    const moved = isNamespaced(object)
      ? { ...object, metadata: { ...object.metadata, namespace } }
      : object;
    return /RoleBinding$/.test(object.kind ?? '')
      ? withFieldAt(moved, ['subjects'], subjects =>
          Array.isArray(subjects)
            ? subjects.map(subject =>
                isJsonMap(subject) && subject.kind === 'ServiceAccount'
                  ? { ...subject, namespace }
                  : subject,
              )
            : subjects,
        )
      : moved;
  };
}

/** Kinds that are not built in count as namespaced. */
function isNamespaced(object: KubernetesObject): boolean {
  return kindOfObject(object)?.namespaced ?? true;
}

/** Where workloads keep the labels of their pods, and the selectors over them. */
const TEMPLATE_PATHS = [
  ['spec', 'template'],
  ['spec', 'jobTemplate'],
  ['spec', 'jobTemplate', 'spec', 'template'],
];
const SELECTING_KINDS = [
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
];

function withLabels({
  pairs,
  includeSelectors,
  includeTemplates,
}: KustomizeLabels): Transform {
  const add = (labels: unknown) => ({
    ...(isJsonMap(labels) ? labels : {}),
    ...pairs,
  });
  return object => {
    let labelled = withFieldAt(object, ['metadata', 'labels'], add);
    if (includeTemplates) {
      for (const path of TEMPLATE_PATHS) {
        if (recordAt(object, ...path)) {
          labelled = withFieldAt(
            labelled,
            [...path, 'metadata', 'labels'],
            add,
          );
        }
      }
    }
    if (!includeSelectors) return labelled;
    if (SELECTING_KINDS.includes(object.kind ?? '')) {
      return withFieldAt(labelled, ['spec', 'selector', 'matchLabels'], add);
    }
    const path = SELECTOR_PATHS[object.kind ?? ''];
    return path && recordAt(object, ...path)
      ? withFieldAt(labelled, path, add)
      : labelled;
  };
}

function withAnnotations(
  annotations: Readonly<Record<string, string>>,
): Transform {
  return object => {
    const paths = [
      ['metadata', 'annotations'],
      ...TEMPLATE_PATHS.filter(path => recordAt(object, ...path)).map(path => [
        ...path,
        'metadata',
        'annotations',
      ]),
    ];
    return paths.reduce(
      (changed, path) =>
        withFieldAt(changed, path, () => ({
          ...stringMapAt(changed, ...path),
          ...annotations,
        })),
      object,
    );
  };
}

function withImages(images: readonly KustomizeImage[]): Transform {
  const rename = (value: unknown, isContainer: boolean): unknown => {
    if (Array.isArray(value)) {
      return value.map(item => rename(item, isContainer));
    }
    if (!isJsonMap(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, child]) => [
        field,
        isContainer && field === 'image' && typeof child === 'string'
          ? renamedImage(child, images)
          : rename(child, /^(initC|c)ontainers$/.test(field)),
      ]),
    );
  };
  return object => {
    const { metadata, ...rest } = object;
    const renamed = rename(rest, false);
    return { ...(isJsonMap(renamed) ? renamed : rest), metadata };
  };
}

function renamedImage(
  image: string,
  images: readonly KustomizeImage[],
): string {
  let current = image;
  for (const { name, newName, newTag, digest } of images) {
    const [withTag, oldDigest] = current.split('@');
    const colon = withTag.lastIndexOf(':');
    const hasTag = colon > withTag.lastIndexOf('/');
    const repository = hasTag ? withTag.slice(0, colon) : withTag;
    if (repository !== name) continue;
    const oldEnd =
      (hasTag ? withTag.slice(colon) : '') + (oldDigest ? `@${oldDigest}` : '');
    const newEnd = digest ? `@${digest}` : newTag && `:${newTag}`;
    current = (newName ?? repository) + (newEnd || oldEnd);
  }
  return current;
}

function withFieldAt(
  object: KubernetesObject,
  path: readonly string[],
  change: (value: unknown) => unknown,
): KubernetesObject {
  const changed = withValue(object, path, change);
  return { ...changed, metadata: { ...object.metadata, ...mapAt(changed) } };
}

function mapAt(map: JsonMap): JsonMap {
  return isJsonMap(map.metadata) ? map.metadata : {};
}

function withValue(
  map: JsonMap,
  [step, ...rest]: readonly string[],
  change: (value: unknown) => unknown,
): JsonMap {
  const child = map[step];
  const next =
    rest.length === 0
      ? change(child)
      : withValue(isJsonMap(child) ? child : {}, rest, change);
  return next === undefined && child === undefined
    ? map
    : { ...map, [step]: next };
}
