import type { KubernetesObject } from '@orrery/kubernetes-model';
import { JsonObject, objectAt, objectsAt, stringAt } from '../../json/readJson';
import { parseObject } from '../../json/parseObject';
import { qosClassOf } from '../../resources/podDefaults';

const annotation = 'kubernetes.io/limit-ranger';

/**
 * Gives the containers of a new pod the requests and limits that they do not name, and says so in an annotation.
 * Of several limit ranges the first that names a resource decides. Source: the admission plugin LimitRanger.
 */
export function applyLimitRanges(
  pod: KubernetesObject,
  limitRanges: readonly KubernetesObject[],
): KubernetesObject {
  return limitRanges.reduce(applyOne, pod);
}

function applyOne(
  pod: KubernetesObject,
  limitRange: KubernetesObject,
): KubernetesObject {
  const defaults = defaultsOf(limitRange);
  const notes: string[] = [];
  const fill = (field: string, called: string) => {
    const containers = objectsAt(pod, 'spec', field);
    return containers.length === 0
      ? {}
      : {
          [field]: containers.map(each =>
            fillContainer(each, defaults, called, notes),
          ),
        };
  };
  const spec = {
    ...objectAt(pod, 'spec'),
    ...fill('containers', 'container'),
    ...fill('initContainers', 'init container'),
  };
  if (notes.length === 0) return pod;
  const { qosClass, ...status } = objectAt(pod, 'status');
  return parseObject({
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: {
        ...pod.metadata.annotations,
        [annotation]: `LimitRanger plugin set: ${notes.join('; ')}`,
      },
    },
    spec,
    status: {
      ...status,
      ...(qosClass === undefined ? {} : { qosClass: qosClassOf(spec) }),
    },
  });
}

type Defaults = Readonly<Record<'requests' | 'limits', JsonObject>>;

/** The last item of type Container decides, as later ones overwrite earlier ones. */
function defaultsOf(limitRange: KubernetesObject): Defaults {
  const items = objectsAt(limitRange, 'spec', 'limits').filter(
    item => stringAt(item, 'type') === 'Container',
  );
  const merged = (field: string): JsonObject =>
    Object.assign({}, ...items.map(item => objectAt(item, field)));
  return { requests: merged('defaultRequest'), limits: merged('default') };
}

function fillContainer(
  container: JsonObject,
  defaults: Defaults,
  called: string,
  notes: string[],
): JsonObject {
  const filled: Record<string, JsonObject> = {};
  for (const side of ['requests', 'limits'] as const) {
    const own = objectAt(container, 'resources', side);
    const missing = Object.keys(defaults[side])
      .filter(name => own[name] === undefined)
      .sort();
    if (missing.length === 0) continue;
    filled[side] = { ...defaults[side], ...own };
    notes.push(
      `${missing.join(', ')} ${side.slice(0, -1)} for ${called} ${stringAt(
        container,
        'name',
      )}`,
    );
  }
  if (Object.keys(filled).length === 0) return container;
  return {
    ...container,
    resources: { ...objectAt(container, 'resources'), ...filled },
  };
}
