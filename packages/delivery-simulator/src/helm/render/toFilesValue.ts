import { goFunction, GoStruct } from '@orrery/go-template';
import { matchGlob } from '../../manifests/matchGlob';
import type { ChartFiles } from '../chart/ChartFiles';
import { formatGoYaml } from '../yaml/formatGoYaml';

/** `.Files`: the files of a chart that are not templates. */
export function toFilesValue(files: ChartFiles): GoStruct {
  const text = goFunction(['string'], path => files.get(path) ?? '');
  const entries = (encode: (content: string) => string) =>
    goFunction([], () => {
      const named = [...files].map(
        ([path, content]) =>
          [path.slice(path.lastIndexOf('/') + 1), encode(content)] as const,
      );
      return named.length === 0 ? '' : formatGoYaml(new Map(named));
    });
  return new GoStruct('engine.files', {
    entries: new Map(files),
    methods: new Map([
      ['Get', text],
      ['GetBytes', text],
      [
        'Glob',
        goFunction(['string'], pattern =>
          toFilesValue(
            new Map([...files].filter(([path]) => matchGlob(pattern, path))),
          ),
        ),
      ],
      ['AsConfig', entries(content => content)],
      [
        'AsSecrets',
        entries(content => Buffer.from(content, 'utf8').toString('base64')),
      ],
      [
        'Lines',
        goFunction(['string'], path => {
          const content = files.get(path);
          if (content === undefined) return [];
          return content.replace(/\n$/, '').split('\n');
        }),
      ],
    ]),
  });
}
