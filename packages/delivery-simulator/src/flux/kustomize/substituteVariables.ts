import {
  asKubernetesObject,
  isTrueAt,
  recordsAt,
  stringAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { parse, stringify } from 'yaml';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { formatObject } from '../formatObject';
import { KustomizeFailure } from './KustomizeFailure';

const OPT_OUT = 'kustomize.toolkit.fluxcd.io/substitute';

/** The variables of `spec.postBuild`: those of ConfigMaps and Secrets in their order, then its own. */
export function variablesOf(
  cluster: ClusterPort,
  kustomization: KubernetesObject,
): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  const { namespace } = kustomization.metadata;
  const from = recordsAt(kustomization, 'spec', 'postBuild', 'substituteFrom');
  for (const reference of from) {
    const kind = stringAt(reference, 'kind') ?? '';
    const name = stringAt(reference, 'name') ?? '';
    const found = cluster.get({ apiVersion: 'v1', kind, namespace, name });
    if (!found && isTrueAt(reference, 'optional')) continue;
    if (!found) {
      throw new KustomizeFailure(
        'BuildFailed',
        `substitute from '${kind}/${name}' error: ${kind.toLowerCase()}s "${name}" not found`,
      );
    }
    for (const [key, value] of Object.entries(stringMapAt(found, 'data'))) {
      variables.set(
        key,
        kind === 'Secret'
          ? Buffer.from(value, 'base64').toString('utf8')
          : value,
      );
    }
  }
  const own = stringMapAt(kustomization, 'spec', 'postBuild', 'substitute');
  for (const [key, value] of Object.entries(own)) variables.set(key, value);
  return variables;
}

/** `object` with `${variable}` filled in; what comes out is read as YAML again, so that numbers become numbers. */
export function substituteVariables(
  object: KubernetesObject,
  variables: ReadonlyMap<string, string>,
): KubernetesObject {
  const { annotations, labels } = object.metadata;
  const isOut =
    annotations?.[OPT_OUT] === 'disabled' || labels?.[OPT_OUT] === 'disabled';
  if (isOut || variables.size === 0) return object;
  const text = stringify(object, { lineWidth: 0 });
  if (!text.includes('${')) return object;
  const filled = asKubernetesObject(parse(substitute(text, variables)));
  if (filled) return filled;
  throw new KustomizeFailure(
    'BuildFailed',
    `post build failed for '${formatObject(
      object,
    )}': variable substitution failed`,
  );
}

/** `${name}`, with a default (`:=`, `:-`), in upper or lower case (`^^`, `,,`), a part (`:1:2`), replaced (`/a/b`). */
export function substitute(
  text: string,
  variables: ReadonlyMap<string, string>,
): string {
  return text.replace(
    /\$\$\{|\$\{([A-Za-z_]\w*)([^}]*)\}/g,
    (match, name: string | undefined, operation: string) => {
      if (name === undefined) return '${';
      return applyOperation(variables.get(name), operation, match);
    },
  );
}

function applyOperation(
  value: string | undefined,
  operation: string,
  match: string,
): string {
  const text = value ?? '';
  const fallback = /^(:?)[-=](.*)$/s.exec(operation);
  if (fallback) {
    const isMissing = fallback[1] ? text === '' : value === undefined;
    return isMissing ? fallback[2] : text;
  }
  const part = /^:(\d+)(?::(\d+))?$/.exec(operation);
  if (part) {
    const start = Number(part[1]);
    return text.slice(start, part[2] ? start + Number(part[2]) : undefined);
  }
  const replace = /^(\/\/?)([^/]+)(?:\/(.*))?$/s.exec(operation);
  if (replace) {
    const [, slashes, from, to = ''] = replace;
    return slashes === '//'
      ? text.replaceAll(from, to)
      : text.replace(from, to);
  }
  switch (operation) {
    case '':
      return text;
    case '^^':
      return text.toUpperCase();
    case ',,':
      return text.toLowerCase();
    case '^':
      return text.charAt(0).toUpperCase() + text.slice(1);
    case ',':
      return text.charAt(0).toLowerCase() + text.slice(1);
    default:
      throw new KustomizeFailure(
        'BuildFailed',
        `variable substitution failed: unable to parse ${match}`,
      );
  }
}
