import {
  formatJson,
  goFunction,
  sprigFunctions,
  toGoValue,
  type GoFunctions,
  type GoMap,
  type GoValue,
} from '@orrery/go-template';
import { formatGoYaml } from '../yaml/formatGoYaml';
import { parseGoYaml } from '../yaml/parseGoYaml';
import { nodeSprigFunctions } from './nodeSprigFunctions';
import type { RenderRequest } from './RenderRequest';
import { seededRandom } from './seededRandom';

/** What a template itself refuses; its message stands without the place that Go's errors name. */
export class RefusalError extends Error {
  readonly name = 'RefusalError';
}

const toYaml = goFunction(['any'], (value, context) =>
  spent(formatGoYaml(value), context.spend),
);
const toJson = goFunction(['any'], value =>
  formatJson(value, { escapesHtml: true }),
);

/** The functions that charts may call: sprig's, and those that Helm adds or replaces. */
export function helmFunctions(request: RenderRequest): GoFunctions {
  const random =
    request.random ??
    seededRandom(`${request.release.namespace}/${request.release.name}`);
  const ports = { nowMs: () => request.nowMs?.() ?? 0, random };
  const sprig = sprigFunctions(ports);
  return {
    ...sprig,
    ...nodeSprigFunctions(sprig, ports),
    include: goFunction(['string', 'any'], (name, data, context) =>
      context.render(name, data),
    ),
    tpl: goFunction(['string', 'any'], (text, data, context) => {
      try {
        return context
          .renderText(text, data, 'gotpl')
          .replaceAll('<no value>', '');
      } catch (error) {
        if (error instanceof RangeError) throw error;
        throw new Error(
          `error during tpl function execution for ${JSON.stringify(
            text,
          )}: ${messageOf(error)}`,
          { cause: error },
        );
      }
    }),
    required: goFunction(['string', 'any'], (message, value) => {
      if (value === undefined || value === '') throw new RefusalError(message);
      return value;
    }),
    fail: goFunction(['string'], message => {
      throw new RefusalError(message);
    }),
    lookup: goFunction(
      ['string', 'string', 'string', 'string'],
      (apiVersion, kind, namespace, name) =>
        found(request, apiVersion, kind, namespace, name),
    ),
    toYaml,
    mustToYaml: toYaml,
    toYamlPretty: toYaml,
    fromYaml: goFunction(['string'], text =>
      asMap(() => parseGoYaml(text), 'error converting YAML to JSON: yaml: '),
    ),
    fromYamlArray: goFunction(['string'], text =>
      asList(() => parseGoYaml(text), 'error converting YAML to JSON: yaml: '),
    ),
    toJson,
    mustToJson: toJson,
    fromJson: goFunction(['string'], text => asMap(() => JSON.parse(text), '')),
    fromJsonArray: goFunction(['string'], text =>
      asList(() => JSON.parse(text), ''),
    ),
    getHostByName: goFunction(['string'], () => ''),
  };
}

function found(
  request: RenderRequest,
  apiVersion: string,
  kind: string,
  namespace: string,
  name: string,
): GoValue {
  const objects = request.lookup?.({ apiVersion, kind, namespace, name }) ?? [];
  if (name !== '') return toGoValue(objects[0] ?? {});
  if (objects.length === 0) return new Map();
  return toGoValue({ apiVersion, kind: `${kind}List`, items: objects });
}

/** Helm's `from…` never fail: they answer with an entry `Error`. */
function asMap(parse: () => unknown, lead: string): GoMap {
  try {
    const value = toGoValue(parse());
    if (value === undefined) return new Map();
    if (value instanceof Map) return value;
    return new Map([['Error', `${lead}it is not a map`]]);
  } catch (error) {
    return new Map([['Error', lead + messageOf(error)]]);
  }
}

function asList(parse: () => unknown, lead: string): GoValue {
  try {
    const value = toGoValue(parse());
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [`${lead}it is not a list`];
  } catch (error) {
    return [lead + messageOf(error)];
  }
}

function spent(text: string, spend: (steps: number) => void): string {
  spend(text.length / 16);
  return text;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
