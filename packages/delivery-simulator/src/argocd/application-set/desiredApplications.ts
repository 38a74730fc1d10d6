import { createHash } from 'node:crypto';
import {
  applyMergePatch,
  isTrueAt,
  recordAt,
  recordsAt,
  stringAt,
  stringMapAt,
  stringsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { parse } from 'yaml';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import {
  APPLICATION,
  APPLICATION_SET,
  ARGO_NAMESPACE,
  RESOURCES_FINALIZER,
} from '../argoKinds';
import type { ApplicationSetPorts } from './ApplicationSetPorts';
import { generateParameters } from './generateParameters';
import { renderTemplateValue } from './renderTemplateValue';

/**
 * The Applications that an ApplicationSet describes now, owned by it.
 *
 * @throws Error when generators or templates fail, or two Applications have one name
 */
export async function desiredApplications(
  set: KubernetesObject,
  ports: ApplicationSetPorts,
): Promise<readonly KubernetesObject[]> {
  const options = {
    isGoTemplate: isTrueAt(set, 'spec', 'goTemplate'),
    failsOnMissing: stringsAt(set, 'spec', 'goTemplateOptions').includes(
      'missingkey=error',
    ),
  };
  const found = new Map<string, KubernetesObject>();
  for (const generator of recordsAt(set, 'spec', 'generators')) {
    const template = templateFor(set, generator);
    const parameters = await generateParameters([generator], options, ports);
    for (const each of parameters) {
      const rendered = renderTemplateValue(template, each, options);
      const patch = stringAt(set, 'spec', 'templatePatch');
      const patched = patch
        ? applyMergePatch(
            rendered,
            parse(String(renderTemplateValue(patch, each, options))),
          )
        : rendered;
      const application = toApplication(set, isJsonMap(patched) ? patched : {});
      const { name } = application.metadata;
      if (found.has(name)) {
        throw new Error(
          `ApplicationSet ${set.metadata.name} contains applications with duplicate name: ${name}`,
        );
      }
      found.set(name, application);
    }
  }
  return [...found.values()];
}

/** A generator may bring a template of its own, put over the one of all. */
function templateFor(set: KubernetesObject, generator: JsonMap): unknown {
  const own = Object.values(generator)
    .map(each => recordAt(each, 'template'))
    .find(each => each !== undefined);
  return applyMergePatch(recordAt(set, 'spec', 'template') ?? {}, own ?? {});
}

function toApplication(
  set: KubernetesObject,
  template: JsonMap,
): KubernetesObject {
  const name = stringAt(template, 'metadata', 'name') ?? '';
  const labels = stringMapAt(template, 'metadata', 'labels');
  const annotations = stringMapAt(template, 'metadata', 'annotations');
  const keeps = isTrueAt(
    set,
    'spec',
    'syncPolicy',
    'preserveResourcesOnDeletion',
  );
  const given = stringsAt(template, 'metadata', 'finalizers');
  const finalizers = given.length > 0 || keeps ? given : [RESOURCES_FINALIZER];
  return {
    ...APPLICATION,
    metadata: {
      name: shortened(name),
      namespace:
        stringAt(template, 'metadata', 'namespace') ??
        set.metadata.namespace ??
        ARGO_NAMESPACE,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      ...(finalizers.length > 0 ? { finalizers } : {}),
      ownerReferences: [
        {
          ...APPLICATION_SET,
          name: set.metadata.name,
          uid: set.metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: recordAt(template, 'spec') ?? {},
  };
}

/** Names longer than Kubernetes allows end in a hash. */
function shortened(name: string): string {
  if (name.length <= 253) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, 244)}-${hash}`;
}
