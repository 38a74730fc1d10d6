import type { VirtualFiles } from '../files/VirtualFiles';
import { NO_SINK } from './bytePipe';
import { expandToText, type ExpansionContext } from './expandWord';
import type { ByteSink } from './Program';
import { resolvePath } from './resolvePath';
import type { Redirect } from './Script';
import type { ShellStreams } from './Shell';

/** The streams of a command after its redirections, in their order; `finish` closes the files. */
export async function redirectStreams(
  redirects: readonly Redirect[],
  streams: ShellStreams,
  context: ExpansionContext,
): Promise<{ readonly streams: ShellStreams; finish(): void }> {
  const { files, folder } = context;
  let { stdin, stdout, stderr, terminal } = streams;
  const finishers: (() => void)[] = [];
  for (const { descriptor, target } of redirects) {
    if (target.kind === 'same') {
      const sink = target.descriptor === 1 ? stdout : stderr;
      if (descriptor === 2) stderr = sink;
      else stdout = sink;
      continue;
    }
    if (target.kind === 'here') {
      stdin = single(Buffer.from(await expandToText(target.text, context)));
      continue;
    }
    const path = resolvePath(folder, await expandToText(target.file, context));
    if (target.kind === 'read') {
      stdin = single(path === '/dev/null' ? Buffer.alloc(0) : files.read(path));
      continue;
    }
    const sink = fileSink(files, path, target.kind === 'append');
    finishers.push(sink.finish);
    if (descriptor === 2) stderr = sink.sink;
    else {
      stdout = sink.sink;
      terminal = undefined;
    }
  }
  return {
    streams: { stdin, stdout, stderr, ...(terminal && { terminal }) },
    finish: () => finishers.forEach(finish => finish()),
  };
}

async function* single(content: Buffer): AsyncGenerator<Buffer> {
  if (content.length > 0) yield content;
}

/** The file is there, empty, from the start, as with a real shell, and holds what was written when it is finished. */
function fileSink(
  files: VirtualFiles,
  path: string,
  append: boolean,
): { sink: ByteSink; finish: () => void } {
  if (path === '/dev/null') return { sink: NO_SINK, finish: () => {} };
  const chunks: Buffer[] = [];
  if (append && files.find(path)) chunks.push(files.read(path));
  else files.write(path, Buffer.alloc(0));
  let isChanged = false;
  return {
    sink: {
      async write(data) {
        chunks.push(Buffer.from(data));
        isChanged = true;
      },
    },
    finish: () => {
      if (isChanged) files.write(path, Buffer.concat(chunks));
    },
  };
}
