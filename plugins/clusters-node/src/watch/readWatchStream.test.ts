import { ClusterError } from '../ClusterError';
import type { KubernetesWatchEvent } from '../connection/ClusterConnection';
import { pod, pods } from '../__testUtils__/pods';
import { readWatchStream } from './readWatchStream';

const lineOf = (type: string, object: unknown) =>
  `${JSON.stringify({ type, object })}\n`;
const added = (name: string) => lineOf('ADDED', pod(name));

/** Reads what arrives in these pieces, then the stream's end or what breaks it. */
async function read(pieces: readonly (string | Buffer)[], breaksWith?: Error) {
  const controller = new AbortController();
  async function* body() {
    for (const piece of pieces) yield Buffer.from(piece);
    if (breaksWith !== undefined) throw breaksWith;
  }
  const seen: KubernetesWatchEvent[] = [];
  const stream = readWatchStream({
    body: body(),
    kind: pods,
    what: 'watch pods',
    clusterName: 'prod-eu',
    signal: controller.signal,
    nowMs: () => 0,
  });
  try {
    for await (const event of stream) seen.push(event);
    return { seen };
  } catch (error) {
    return { seen, error };
  }
}

describe('readWatchStream()', () => {
  it('reads several events of one piece', async () => {
    const { seen } = await read([added('a') + added('b')]);
    expect(seen).toEqual([
      { type: 'ADDED', object: pod('a') },
      { type: 'ADDED', object: pod('b') },
    ]);
  });

  it('joins an event that arrives in pieces, cut inside a letter', async () => {
    const bytes = Buffer.from(added('größe'));
    const cut = bytes.indexOf('ö') + 1;
    const pieces = [bytes.subarray(0, cut), bytes.subarray(cut)];
    expect((await read(pieces)).seen).toEqual([
      { type: 'ADDED', object: pod('größe') },
    ]);
  });

  it('ends with the stream, however little it held', async () => {
    expect(await read([])).toEqual({ seen: [] });
  });

  it.each([
    ['is not JSON', '{"type":\n'],
    ['is of an unknown type', '{"type":"SURPRISE","object":{}}\n'],
    ['carries no object', '{"type":"ADDED"}\n'],
    ['breaks off half way', '{"type":"ADD'],
  ])(
    'throws malformed for a line that %s, after the events before it',
    async (_, line) => {
      const { seen, error } = await read([added('a'), line, added('b')]);
      expect(seen).toEqual([{ type: 'ADDED', object: pod('a') }]);
      expect(error).toBeInstanceOf(ClusterError);
      expect(error).toMatchObject({ code: 'malformed' });
    },
  );

  it.each([
    [410, 'expired'],
    [403, 'forbidden'],
    [500, 'unreachable'],
    [undefined, 'unreachable'],
  ])(
    'throws for an ERROR event with the code %s %s',
    async (code, expected) => {
      const status = { kind: 'Status', message: 'because', code };
      const { error } = await read([lineOf('ERROR', status), added('a')]);
      expect(error).toMatchObject({ code: expected });
      expect(String(error)).toContain('cluster prod-eu: watch pods');
    },
  );

  it('throws unreachable for a stream that breaks', async () => {
    const { seen, error } = await read([added('a')], new Error('reset'));
    expect(seen).toHaveLength(1);
    expect(error).toMatchObject({ code: 'unreachable' });
  });
});
