import {
  labelSelectorOf,
  matchesLabelSelector,
  recordAt,
  recordsAt,
  stringAt,
  stringsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { parseDocuments } from '../../manifests/parseManifests';
import { ARGO_NAMESPACE } from '../argoKinds';
import type { ApplicationSetPorts } from './ApplicationSetPorts';
import { gitParameters } from './gitParameters';
import { flattenParameters, mergeParameters } from './mergeParameters';
import {
  renderTemplateValue,
  type TemplateOptions,
} from './renderTemplateValue';

const MAX_PARAMETERS = 5_000;
const KNOWN = ['list', 'clusters', 'git', 'matrix', 'merge'];

const OWN_CLUSTER = {
  name: 'in-cluster',
  nameNormalized: 'in-cluster',
  server: 'https://kubernetes.default.svc',
  project: '',
};

/**
 * The parameters that the generators of an ApplicationSet yield, one set per Application, in their order.
 *
 * @throws Error for a generator that is not supported here, or whose repository cannot be read
 */
export async function generateParameters(
  generators: readonly JsonMap[],
  options: TemplateOptions,
  ports: ApplicationSetPorts,
  outer: JsonMap = {},
): Promise<readonly JsonMap[]> {
  const all: JsonMap[] = [];
  for (const generator of generators) {
    const selector = recordAt(generator, 'selector');
    const made = await generate(generator, options, ports, outer);
    const requirements = labelSelectorOf(selector ?? {});
    all.push(
      ...made.filter(
        each =>
          !selector ||
          matchesLabelSelector(requirements, flattenParameters(each)),
      ),
    );
    if (all.length > MAX_PARAMETERS) {
      throw new Error(
        `generators yield more than ${MAX_PARAMETERS} Applications`,
      );
    }
  }
  return all;
}

async function generate(
  generator: JsonMap,
  options: TemplateOptions,
  ports: ApplicationSetPorts,
  outer: JsonMap,
): Promise<readonly JsonMap[]> {
  const kind = KNOWN.find(each => isJsonMap(generator[each]));
  const own = kind ? recordAt(generator, kind) : undefined;
  if (!kind || !own) {
    const names = Object.keys(generator).filter(each => each !== 'selector');
    throw new Error(`generator "${names.join(', ')}" is not supported here`);
  }
  // A generator inside of a matrix may use what the one before it yields.
  const rendered = renderTemplateValue(own, outer, {
    ...options,
    keepsUnknown: true,
  });
  const fields = isJsonMap(rendered) ? rendered : own;
  switch (kind) {
    case 'list':
      return fromList(fields);
    case 'clusters':
      return fromClusters(fields, options, ports);
    case 'git':
      return (await gitParameters(fields, ports)).map(each =>
        withValues(each, fields, options),
      );
    case 'matrix':
      return fromMatrix(own, options, ports);
    default:
      return fromMerge(own, options, ports);
  }
}

function fromList(fields: JsonMap): readonly JsonMap[] {
  const text = stringAt(fields, 'elementsYaml');
  const [document] = text ? parseDocuments(text, 'elementsYaml') : [];
  return [
    ...recordsAt(fields, 'elements'),
    ...recordsAt({ elements: document?.value }, 'elements'),
  ];
}

/** Argo CD's own cluster needs no secret, but has no labels that a selector could match either. */
function fromClusters(
  fields: JsonMap,
  options: TemplateOptions,
  { control }: ApplicationSetPorts,
): readonly JsonMap[] {
  const selector = recordAt(fields, 'selector') ?? {};
  const requirements = labelSelectorOf(selector);
  const known = control
    .list({ apiVersion: 'v1', kind: 'Secret' }, ARGO_NAMESPACE)
    .filter(
      ({ metadata: { labels = {} } }) =>
        labels['argocd.argoproj.io/secret-type'] === 'cluster',
    );
  const chosen = known
    .filter(({ metadata: { labels = {} } }) =>
      matchesLabelSelector(requirements, labels),
    )
    .map(clusterParameters);
  const isOpen = Object.keys(selector).length === 0;
  const hasOwn = known.some(
    each => clusterParameters(each).server === OWN_CLUSTER.server,
  );
  return [...(isOpen && !hasOwn ? [OWN_CLUSTER] : []), ...chosen].map(each =>
    withValues(each, fields, options),
  );
}

function clusterParameters(secret: KubernetesObject): JsonMap {
  const text = (field: string) =>
    Buffer.from(stringAt(secret, 'data', field) ?? '', 'base64').toString();
  const { labels = {}, annotations = {} } = secret.metadata;
  return {
    name: text('name'),
    nameNormalized: text('name')
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, '-'),
    server: text('server'),
    project: text('project'),
    metadata: { labels, annotations },
  };
}

async function fromMatrix(
  fields: JsonMap,
  options: TemplateOptions,
  ports: ApplicationSetPorts,
): Promise<readonly JsonMap[]> {
  const [first, second, ...more] = recordsAt(fields, 'generators');
  if (!first || !second || more.length > 0) {
    throw new Error('the matrix generator takes exactly two generators');
  }
  const all: JsonMap[] = [];
  for (const left of await generateParameters([first], options, ports)) {
    for (const right of await generateParameters(
      [second],
      options,
      ports,
      left,
    )) {
      all.push({ ...left, ...right });
    }
  }
  return all;
}

async function fromMerge(
  fields: JsonMap,
  options: TemplateOptions,
  ports: ApplicationSetPorts,
): Promise<readonly JsonMap[]> {
  const generators = recordsAt(fields, 'generators');
  if (generators.length < 2) {
    throw new Error('the merge generator takes two or more generators');
  }
  const sets = await Promise.all(
    generators.map(each => generateParameters([each], options, ports)),
  );
  return mergeParameters(sets, stringsAt(fields, 'mergeKeys'));
}

function withValues(
  parameters: JsonMap,
  fields: JsonMap,
  options: TemplateOptions,
): JsonMap {
  const values = recordAt(fields, 'values');
  return values
    ? {
        ...parameters,
        values: renderTemplateValue(values, parameters, options),
      }
    : parameters;
}
