import { isTrueAt, recordsAt, stringAt } from '@orrery/kubernetes-model';
import { posix } from 'node:path';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { matchGlob } from '../../manifests/matchGlob';
import { parseDocuments } from '../../manifests/parseManifests';
import type { ApplicationSetPorts } from './ApplicationSetPorts';

/** What a git generator yields: a set of parameters for each folder, or for each object in the files, that it names. */
export async function gitParameters(
  fields: JsonMap,
  { repositories }: Pick<ApplicationSetPorts, 'repositories'>,
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
      .map(path => pathParameters(path, prefix));
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
      .map(value => ({
        ...value,
        ...pathParameters(posix.dirname(file), prefix, posix.basename(file)),
      })),
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
