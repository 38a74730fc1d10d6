/* eslint-disable jest/no-export -- a suite for the test files of adapters */
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { WatchError, type WatchErrorCode } from '../watch/WatchError';
import type { WatchEvent, WatchSource } from '../watch/WatchSource';
import { bookmarkLine, errorLine, podLine } from './watchLines';

/** One answer of the scripted API server behind the source under test. */
export type ScriptedAnswer =
  /** A list page, sent as the API server sends it (items without `apiVersion`/`kind`). */
  | {
      readonly kind: 'page';
      readonly names: readonly string[];
      readonly resourceVersion: string;
      readonly continueToken?: string;
    }
  /** A watch stream. `lines` are sent one per chunk; then the response ends, or stays open with `hold`, or the socket is destroyed with `reset`. */
  | {
      readonly kind: 'stream';
      readonly lines: readonly string[];
      readonly then: 'end' | 'hold' | 'reset';
    }
  /** An error with a Kubernetes Status body. */
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly retryAfterSeconds?: number;
    }
  /** 200 with this body as it is. */
  | { readonly kind: 'raw'; readonly body: string };

/** What the scripted server saw. */
export interface SeenRequest {
  readonly query: Readonly<Record<string, string>>;
}

/** One source of Pods (`v1`, namespace `default`) against one scripted server. */
export interface WatchSourceHarness {
  readonly source: WatchSource;
  /** Queues the answer to the next request not answered yet. */
  answer(answer: ScriptedAnswer): void;
  /** Requests so far, oldest first. */
  requests(): readonly SeenRequest[];
  dispose(): Promise<void>;
}

/** Registers the suite that every WatchSource passes; call it at the top level of a test file. */
export function watchSourceContract(
  describeName: string,
  makeHarness: () => Promise<WatchSourceHarness>,
): void {
  describe(`${describeName} as a WatchSource`, () => {
    let harness: WatchSourceHarness;
    let controller: AbortController;

    beforeEach(async () => {
      harness = await makeHarness();
      controller = new AbortController();
    });

    afterEach(async () => {
      controller.abort();
      await harness.dispose();
    });

    const list = (continueToken?: string) =>
      harness.source.list({ limit: 2, continueToken }, controller.signal);
    const watch = () =>
      harness.source.watch(
        { resourceVersion: '10', timeoutSeconds: 300 },
        controller.signal,
      );
    const answerStream = (
      lines: readonly string[],
      then: 'end' | 'hold' | 'reset' = 'end',
    ) => harness.answer({ kind: 'stream', lines, then });

    it('lists page by page, with limit and continue, and without resourceVersion', async () => {
      harness.answer({
        kind: 'page',
        names: ['a', 'b'],
        resourceVersion: '10',
        continueToken: 'more',
      });
      harness.answer({ kind: 'page', names: ['c'], resourceVersion: '10' });

      const first = await list();
      const second = await list(first.continueToken);

      expect([first, second].map(namesOf)).toEqual([['a', 'b'], ['c']]);
      expect(first.continueToken).toBe('more');
      expect(second.continueToken).toBeUndefined();
      expect(second.resourceVersion).toBe('10');
      const queries = harness.requests().map(({ query }) => query);
      expect(queries.map(query => query.limit)).toEqual(['2', '2']);
      expect(queries.map(query => query.continue)).toEqual([undefined, 'more']);
      expect(queries.map(query => query.resourceVersion)).toEqual([
        undefined,
        undefined,
      ]);
    });

    it('sets apiVersion and kind on listed items', async () => {
      harness.answer({ kind: 'page', names: ['a'], resourceVersion: '10' });
      const [item] = (await list()).items;
      expect(item).toMatchObject({ apiVersion: 'v1', kind: 'Pod' });
    });

    it('lists an empty cluster', async () => {
      harness.answer({ kind: 'page', names: [], resourceVersion: '10' });
      const { items, ...rest } = await list();
      expect({ items: [...items], ...rest }).toEqual({
        items: [],
        resourceVersion: '10',
      });
    });

    it('delivers opened first and then each event in the order of the server, until it ends', async () => {
      answerStream([
        podLine('ADDED', 'a', '11'),
        podLine('MODIFIED', 'a', '12'),
        bookmarkLine('13'),
        podLine('DELETED', 'a', '14'),
      ]);
      expect((await readAll(watch())).map(summaryOf)).toEqual([
        'opened',
        'added a 11',
        'modified a 12',
        'bookmark 13',
        'deleted a 14',
      ]);
    });

    it('asks for bookmarks, a time limit and what comes after a resourceVersion', async () => {
      answerStream([]);
      await readAll(watch());
      expect(harness.requests()[0].query).toMatchObject({
        allowWatchBookmarks: 'true',
        resourceVersion: '10',
        timeoutSeconds: '300',
      });
    });

    it('joins an event that arrives in pieces', async () => {
      const line = podLine('ADDED', 'a', '11', 'größe');
      const cut = line.indexOf('ö');
      answerStream([line.slice(0, cut), line.slice(cut)]);
      const [, event] = await readAll(watch());
      expect(event).toMatchObject({
        object: { metadata: { labels: { note: 'größe' } } },
      });
    });

    it('delivers several events that arrive in one piece', async () => {
      answerStream([podLine('ADDED', 'a', '11') + podLine('ADDED', 'b', '12')]);
      expect((await readAll(watch())).map(summaryOf)).toEqual([
        'opened',
        'added a 11',
        'added b 12',
      ]);
    });

    it.each<[number, WatchErrorCode]>([
      [401, 'unauthorized'],
      [403, 'forbidden'],
      [404, 'notFound'],
      [410, 'expired'],
      [429, 'throttled'],
      [500, 'unreachable'],
      [503, 'unreachable'],
    ])(
      'throws for status %d the code %s, on list and watch',
      async (code, expected) => {
        harness.answer({ kind: 'status', code });
        await expect(list()).rejects.toMatchObject({ code: expected });
        harness.answer({ kind: 'status', code });
        await expect(readAll(watch())).rejects.toMatchObject({
          code: expected,
        });
      },
    );

    it('throws a WatchError', async () => {
      harness.answer({ kind: 'status', code: 403 });
      await expect(list()).rejects.toBeInstanceOf(WatchError);
    });

    it('tells how long a 429 wants the caller to wait', async () => {
      harness.answer({ kind: 'status', code: 429, retryAfterSeconds: 7 });
      await expect(list()).rejects.toMatchObject({
        code: 'throttled',
        retryAfterMs: 7_000,
      });
    });

    it('throws expired for a 410 inside the stream, after the events before it', async () => {
      answerStream([podLine('ADDED', 'a', '11'), errorLine(410)]);
      const seen: WatchEvent[] = [];
      await expect(readAll(watch(), seen)).rejects.toMatchObject({
        code: 'expired',
      });
      expect(seen.map(summaryOf)).toEqual(['opened', 'added a 11']);
    });

    it.each([
      ['is not JSON', '{"type":\n'],
      ['is of an unknown type', '{"type":"SURPRISE","object":{}}\n'],
      ['carries no object', '{"type":"ADDED"}\n'],
    ])('throws malformed for a line that %s', async (_, line) => {
      answerStream([podLine('ADDED', 'a', '11'), line], 'hold');
      const seen: WatchEvent[] = [];
      await expect(readAll(watch(), seen)).rejects.toMatchObject({
        code: 'malformed',
      });
      expect(seen.map(summaryOf)).toEqual(['opened', 'added a 11']);
    });

    it('throws malformed for a list that is not one', async () => {
      harness.answer({ kind: 'raw', body: '<html>sign in</html>' });
      await expect(list()).rejects.toMatchObject({ code: 'malformed' });
    });

    it('throws unreachable when the connection breaks inside the stream, after the events before it', async () => {
      answerStream([podLine('ADDED', 'a', '11')], 'reset');
      const seen: WatchEvent[] = [];
      await expect(readAll(watch(), seen)).rejects.toMatchObject({
        code: 'unreachable',
      });
      expect(seen.map(summaryOf)).toEqual(['opened', 'added a 11']);
    });

    it('ends promptly when aborted, and keeps nothing open', async () => {
      answerStream([podLine('ADDED', 'a', '11')], 'hold');
      const seen: WatchEvent[] = [];
      const reading = readAll(watch(), seen, event => {
        if (event.kind === 'added') controller.abort();
      });
      await expect(orAborted(reading)).resolves.toBe('stopped');
      expect(seen.map(summaryOf)).toEqual(['opened', 'added a 11']);
    });

    it('rejects a list with a signal that is aborted already', async () => {
      controller.abort();
      await expect(list()).rejects.toMatchObject({ code: 'aborted' });
    });

    it('can be read again after a reader broke off', async () => {
      answerStream([podLine('ADDED', 'a', '11')], 'hold');
      for await (const event of watch()) {
        if (event.kind === 'added') break;
      }
      answerStream([podLine('ADDED', 'b', '12')]);
      expect((await readAll(watch())).map(summaryOf)).toEqual([
        'opened',
        'added b 12',
      ]);
    });

    it('refreshes credentials and goes on', async () => {
      await harness.source.refreshCredentials(controller.signal);
      harness.answer({ kind: 'page', names: ['a'], resourceVersion: '10' });
      expect(namesOf(await list())).toEqual(['a']);
    });
  });
}

function namesOf({ items }: { readonly items: Iterable<KubernetesObject> }) {
  return [...items].map(({ metadata }) => metadata.name);
}

async function readAll(
  events: AsyncIterable<WatchEvent>,
  seen: WatchEvent[] = [],
  onEvent: (event: WatchEvent) => void = () => {},
): Promise<readonly WatchEvent[]> {
  for await (const event of events) {
    seen.push(event);
    onEvent(event);
  }
  return seen;
}

/** Ending and throwing `aborted` are both fine after an abort. */
async function orAborted(reading: Promise<unknown>): Promise<'stopped'> {
  try {
    await reading;
  } catch (error) {
    if (!(error instanceof WatchError) || error.code !== 'aborted') throw error;
  }
  return 'stopped';
}

function summaryOf(event: WatchEvent): string {
  if (event.kind === 'opened') return 'opened';
  if (event.kind === 'bookmark') return `bookmark ${event.resourceVersion}`;
  const { name, resourceVersion } = event.object.metadata;
  return `${event.kind} ${name} ${resourceVersion}`;
}
