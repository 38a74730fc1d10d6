import {
  asKubernetesObject,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { LineCounter, parseAllDocuments } from 'yaml';
import { isJsonMap } from '../cluster/JsonMap';
import { goTags } from '../helm/yaml/parseGoYaml';
import { ManifestError } from './ManifestError';

/**
 * The objects of a YAML or JSON file, in order; lists (`kind: List`) are unfolded, empty documents left out.
 *
 * @throws ManifestError with file and line for what is not YAML or lacks its kind, version or name.
 */
export function parseManifests(
  text: string,
  file: string,
): readonly KubernetesObject[] {
  return parseDocuments(text, file).flatMap(({ value, line }) =>
    itemsOf(value).map(item => parseItem(item, file, line)),
  );
}

/** The documents of a YAML or JSON file as plain values, with the line where each begins; read as Go does (`0644` is octal). */
export function parseDocuments(
  text: string,
  file: string,
): readonly { readonly value: unknown; readonly line: number }[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: goTags,
    lineCounter,
    uniqueKeys: true,
    prettyErrors: false,
  });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap(document => {
    const [problem] = document.errors;
    if (problem) {
      const { line } = lineCounter.linePos(problem.pos[0]);
      throw new ManifestError(`${file}:${line}: ${problem.message}`, {
        cause: problem,
      });
    }
    const start = document.contents?.range?.[0] ?? document.range[0];
    const { line } = lineCounter.linePos(start);
    const value = toPlain(() => document.toJS(), file, line);
    return value === null || value === undefined ? [] : [{ value, line }];
  });
}

/** Reads one document; an alias that was never defined, or too many of them, is the file's fault. */
function toPlain(read: () => unknown, file: string, line: number): unknown {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ManifestError(`${file}:${line}: ${reason}`, { cause: error });
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  const isList =
    isJsonMap(value) &&
    typeof value.kind === 'string' &&
    value.kind.endsWith('List') &&
    Array.isArray(value.items);
  return isList && Array.isArray(value.items) ? value.items : [value];
}

function parseItem(
  value: unknown,
  file: string,
  line: number,
): KubernetesObject {
  const where = `${file}:${line}`;
  if (!isJsonMap(value)) {
    throw new ManifestError(`${where}: not a Kubernetes object`);
  }
  for (const field of ['kind', 'apiVersion']) {
    if (typeof value[field] !== 'string' || value[field] === '') {
      const title = field === 'kind' ? 'Kind' : field;
      throw new ManifestError(`${where}: Object '${title}' is missing`);
    }
  }
  const metadata = isJsonMap(value.metadata) ? value.metadata : {};
  const isGenerated =
    typeof metadata.generateName === 'string' && metadata.name === undefined;
  const object = asKubernetesObject(
    isGenerated
      ? { ...value, metadata: { ...metadata, name: metadata.generateName } }
      : value,
  );
  if (!object) {
    throw new ManifestError(`${where}: metadata.name is missing`);
  }
  return object;
}
