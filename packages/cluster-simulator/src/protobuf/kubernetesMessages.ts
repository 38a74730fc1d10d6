import type { MessageFields } from './decodeMessage';
import lines from './messageLines.json';

const kinds: Readonly<Record<string, string>> = lines.kinds;
const messages: Readonly<Record<string, string>> = lines.messages;

const wrappers: Readonly<Record<string, string>> = {
  Unknown: '1:typeMeta:TypeMeta 2:raw:y 3:contentEncoding 4:contentType',
  TypeMeta: '1:apiVersion 2:kind',
  Time: '1:seconds:i 2:nanos:i',
  Duration: '1:duration:i',
  Quantity: '1:string',
  IntOrString: '1:type:i 2:intVal:i 3:strVal',
  Raw: '1:raw:y',
  Items: '1:items:[]s',
};

const parsed = new Map<string, MessageFields>();

/** The message of a kind in a version; undefined when it is not described. Options have one message in all versions. */
export function messageOfKind(
  apiVersion: string,
  kind: string,
): string | undefined {
  const name = [`${apiVersion}.${kind}`, kind].find(each =>
    Object.hasOwn(kinds, each),
  );
  return name === undefined ? undefined : kinds[name];
}

/**
 * Fields of a message by its name; parsed when first asked for.
 *
 * A line is `number:name:type` per field; types: `s` (or none) string, `i` integer, `b` boolean, `f` double, `y` bytes, `q` Quantity, `t` Time,
 * `m` MicroTime, `d` Duration, `x` IntOrString, `r` JSON as bytes, `l` a list of strings in a message, `[]type`, `{type}` (string keys),
 * a message, `^message` (its fields are those of the holder in JSON), `|message` (whichever of its fields is set). With `!` it is a pointer
 * in Go, or always written in JSON: then zero, false and an empty message count.
 * Source: the struct tags of k8s.io/api 0.35 and apiextensions-apiserver, as kubectl 1.35 and helm 4 carry them; generated.proto of kube-aggregator.
 */
export function kubernetesMessage(name: string): MessageFields | undefined {
  const known = parsed.get(name);
  if (known) return known;
  const line = Object.hasOwn(wrappers, name) ? wrappers[name] : messages[name];
  if (line === undefined) return undefined;
  const fields = new Map(
    line
      .split(' ')
      .filter(word => word !== '')
      .map(word => {
        const [number, field, type = 's'] = word.split(':');
        return [Number(number), { name: field, type }];
      }),
  );
  parsed.set(name, fields);
  return fields;
}
