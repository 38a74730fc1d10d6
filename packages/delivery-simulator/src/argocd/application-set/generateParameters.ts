import { posix } from 'node:path';
import {
  isTrueAt,
  labelSelectorOf,
  matchesLabelSelector,
  recordAt,
  recordsAt,
  stringAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { matchGlob } from '../../manifests/matchGlob';
import { parseDocuments } from '../../manifests/parseManifests';
import { ARGO_NAMESPACE } from '../argoKinds';
import type { ApplicationSetPorts } from './ApplicationSetPorts';
import {
  renderTemplateValue,
  type TemplateOptions,
} from './renderTemplateValue';

const MAX_PARAMETERS = 5_000;
const KNOWN = ['list', 'clusters', 'git', 'matrix'];

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
        each => !selector || matchesLabelSelector(requirements, flatten(each)),
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
      return fromGit(fields, options, ports);
    default:
      return fromMatrix(own, options, ports);
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

function fromClusters(
  fields: JsonMap,
  options: TemplateOptions,
  { control }: ApplicationSetPorts,
): readonly JsonMap[] {
  const requirements = labelSelectorOf(recordAt(fields, 'selector') ?? {});
  return control
    .list({ apiVersion: 'v1', kind: 'Secret' }, ARGO_NAMESPACE)
    .filter(
      ({ metadata: { labels = {} } }) =>
        labels['argocd.argoproj.io/secret-type'] === 'cluster' &&
        matchesLabelSelector(requirements, labels),
    )
    .map(secret => withValues(clusterParameters(secret), fields, options));
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

async function fromGit(
  fields: JsonMap,
  options: TemplateOptions,
  { repositories }: ApplicationSetPorts,
): Promise<readonly JsonMap[]> {
  const url = stringAt(fields, 'repoURL') ?? '';
  const sha = await repositories.resolve(
    url,
    stringAt(fields, 'revision') ?? '',
  );
  const files = await repositories.listFiles(url, sha);
  const prefix = stringAt(fields, 'pathParamPrefix');
  const directories = recordsAt(fields, 'directories');
  if (directories.length > 0) {
    return directoriesIn(files)
      .filter(path => isChosen(path, directories))
      .map(path => withValues(pathParameters(path, prefix), fields, options));
  }
  const wanted = recordsAt(fields, 'files').map(
    each => stringAt(each, 'path') ?? '',
  );
  const chosen = files.filter(file =>
    wanted.some(glob => matchGlob(glob, file)),
  );
  const texts = await repositories.readFiles(url, sha);
  return chosen.flatMap(file =>
    parseDocuments(texts.get(file) ?? '', file)
      .flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
      .filter(isJsonMap)
      .map(value =>
        withValues(
          {
            ...value,
            ...pathParameters(
              posix.dirname(file),
              prefix,
              posix.basename(file),
            ),
          },
          fields,
          options,
        ),
      ),
  );
}

/** Every folder that has files in or below it; hidden ones are none. */
function directoriesIn(files: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const file of files) {
    for (
      let path = posix.dirname(file);
      path !== '.';
      path = posix.dirname(path)
    ) {
      found.add(path);
    }
  }
  return [...found]
    .filter(path => !path.split('/').some(part => part.startsWith('.')))
    .sort();
}

function isChosen(path: string, directories: readonly JsonMap[]): boolean {
  const isMatch = (entry: JsonMap) =>
    matchGlob(stringAt(entry, 'path') ?? '', path);
  return (
    directories.some(each => !isTrueAt(each, 'exclude') && isMatch(each)) &&
    !directories.some(each => isTrueAt(each, 'exclude') && isMatch(each))
  );
}

function pathParameters(
  path: string,
  prefix: string | undefined,
  filename?: string,
): JsonMap {
  const basename = posix.basename(path);
  const normalize = (text: string) =>
    text.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
  const own = {
    path: {
      path,
      basename,
      basenameNormalized: normalize(basename),
      segments: path.split('/'),
      ...(filename === undefined
        ? {}
        : { filename, filenameNormalized: normalize(filename) }),
    },
  };
  return prefix ? { [prefix]: own } : own;
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

/** Parameters as labels, for the selector of a generator. */
function flatten(parameters: JsonMap): Readonly<Record<string, string>> {
  return stringMapAt(
    {
      map: Object.fromEntries(
        Object.entries(parameters).map(([key, value]) => [
          key,
          typeof value === 'object' ? JSON.stringify(value) : String(value),
        ]),
      ),
    },
    'map',
  );
}
