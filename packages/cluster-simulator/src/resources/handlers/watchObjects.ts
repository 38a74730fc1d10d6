import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ApiAnswer, StreamSink } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { RenderOptions } from '../../server/render';
import { invalid, expiredResourceVersion } from '../../status/statusErrors';
import type { StoreChange } from '../../store/ClusterStore';
import { groupVersionOf, ResourceDefinition } from '../ResourceDefinition';
import { parseResourceVersion } from './listObjects';
import { parseSelection, Selection } from './selectObjects';
import { encodeChange, encodeEvent, WatchEventType } from './watchEncoding';

/** A client that leaves so much unread is cut off; it resumes by its last version. */
const maxPendingBytes = 64 * 1024 * 1024;

/** The least of a real server's `--min-request-timeout`. */
const defaultTimeoutSeconds = 1800;

class ObjectWatch {
  readonly #context: ApiContext;
  readonly #definition: ResourceDefinition;
  readonly #selection: Selection;
  readonly #render: Omit<RenderOptions, 'nowMs'>;
  readonly #sink: StreamSink;
  readonly #undo: (() => void)[] = [];
  #isFirst = true;
  #isOpen = true;

  constructor(
    context: ApiContext,
    definition: ResourceDefinition,
    selection: Selection,
    render: Omit<RenderOptions, 'nowMs'>,
    sink: StreamSink,
  ) {
    this.#context = context;
    this.#definition = definition;
    this.#selection = selection;
    this.#render = render;
    this.#sink = sink;
  }

  start(withBookmarks: boolean, timeoutSeconds: number): void {
    const { store, bookmarkIntervalMs, faults } = this.#context;
    this.#undo.push(
      store.subscribe(
        change => this.sendChange(change),
        this.#definition.storage,
      ),
    );
    if (withBookmarks)
      this.#repeat(bookmarkIntervalMs, () => this.#sendBookmark());
    const timeout = setTimeout(() => {
      if (withBookmarks) this.#sendBookmark();
      this.#end();
    }, timeoutSeconds * 1000);
    this.#undo.push(() => clearTimeout(timeout));
    this.#undo.push(faults.subscribe(() => this.#followFaults()));
    const { intervalMs } = faults.find('dropWatches') ?? {};
    if (intervalMs) this.#repeat(intervalMs, () => this.#followFaults());
    const expiry = faults.find('expire');
    if (expiry?.intervalMs)
      this.#repeat(expiry.intervalMs, () => this.#followFaults());
  }

  stop(): void {
    this.#isOpen = false;
    this.#undo.splice(0).forEach(undo => undo());
  }

  sendExisting(endsWithBookmark: boolean): void {
    const { store } = this.#context;
    for (const object of store.list(
      this.#definition.storage,
      this.#selection.namespace,
    )) {
      if (this.#selection.matches(object)) this.#send('ADDED', object);
    }
    if (endsWithBookmark)
      this.#sendBookmark({ 'k8s.io/initial-events-end': 'true' });
  }

  sendChange(change: StoreChange): void {
    if (!this.#isOpen) return;
    const event = eventOf(change, this.#selection);
    if (!event) return;
    const buffer = encodeChange(
      change,
      event.type,
      event.object,
      this.#definition,
      this.#renderOptions(),
    );
    this.#isFirst = false;
    this.#write(buffer);
  }

  expire(from: number): void {
    const status = expiredResourceVersion(
      from,
      this.#context.store.resourceVersion(),
    ).toStatus();
    this.#sink.write(`${JSON.stringify({ type: 'ERROR', object: status })}\n`);
    this.#end();
  }

  #followFaults(): void {
    const { faults, store } = this.#context;
    const drop = faults.find('dropWatches');
    if (faults.find('expire')) this.expire(store.resourceVersion());
    else if (drop?.how === 'reset') {
      this.stop();
      this.#sink.reset();
    } else if (drop) this.#end();
  }

  #send(type: WatchEventType, object: KubernetesObject): void {
    const buffer = encodeEvent(
      type,
      object,
      this.#definition,
      this.#renderOptions(),
    );
    this.#isFirst = false;
    this.#write(buffer);
  }

  #sendBookmark(annotations?: Readonly<Record<string, string>>): void {
    const { store } = this.#context;
    const { kind } = this.#definition;
    const metadata = {
      resourceVersion: String(store.resourceVersion()),
      ...(annotations ? { annotations } : {}),
    };
    const object = {
      kind,
      apiVersion: groupVersionOf(this.#definition),
      metadata,
    };
    this.#sink.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  }

  #write(buffer: Buffer): void {
    this.#sink.write(buffer);
    if (this.#sink.pendingBytes() <= maxPendingBytes) return;
    this.stop();
    this.#sink.reset();
  }

  #end(): void {
    this.stop();
    this.#sink.end();
  }

  #repeat(intervalMs: number, action: () => void): void {
    const timer = setInterval(action, intervalMs);
    this.#undo.push(() => clearInterval(timer));
  }

  #renderOptions() {
    return {
      ...this.#render,
      nowMs: this.#context.store.clock.nowMs(),
      omitsColumns: !this.#isFirst,
    };
  }
}

/**
 * WATCH. Order is that of the changes. From no version or 0: everything that exists as ADDED, then changes; from a version:
 * changes after it, or 410. An object that starts or stops matching is ADDED or DELETED.
 */
export function watchObjects(
  context: ApiContext,
  definition: ResourceDefinition,
  namespace: string | undefined,
  query: URLSearchParams,
  render: Omit<RenderOptions, 'nowMs'>,
): ApiAnswer {
  const selection = parseSelection(definition, namespace, query);
  const from = parseResourceVersion(query.get('resourceVersion') ?? '');
  const sendsInitial = query.get('sendInitialEvents') === 'true';
  if (sendsInitial && query.get('resourceVersionMatch') !== 'NotOlderThan') {
    throw invalid({ kind: 'ListOptions', group: 'meta.k8s.io' }, '', [
      {
        field: 'resourceVersionMatch',
        reason: 'FieldValueForbidden',
        message:
          'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      },
    ]);
  }
  const { store, faults } = context;
  const startsFresh = sendsInitial || from === 0;
  const expiry = startsFresh ? undefined : faults.find('expire');
  const missed =
    startsFresh || expiry ? [] : store.changesSince(definition.storage, from);
  if (expiry?.how === 'status')
    throw expiredResourceVersion(from, store.resourceVersion());

  return {
    kind: 'stream',
    contentType: 'application/json',
    open: sink => {
      const watch = new ObjectWatch(
        context,
        definition,
        selection,
        render,
        sink,
      );
      if (expiry || missed === 'expired') {
        watch.expire(from);
        return () => watch.stop();
      }
      if (startsFresh)
        watch.sendExisting(sendsInitial && allowsBookmarks(query));
      missed.forEach(change => watch.sendChange(change));
      watch.start(
        allowsBookmarks(query),
        Number(query.get('timeoutSeconds') ?? 0) || defaultTimeoutSeconds,
      );
      return () => watch.stop();
    },
  };
}

function allowsBookmarks(query: URLSearchParams): boolean {
  return ['true', '1'].includes(query.get('allowWatchBookmarks') ?? '');
}

function eventOf(
  { kind, object, previous, resourceVersion }: StoreChange,
  selection: Selection,
):
  | { readonly type: WatchEventType; readonly object: KubernetesObject }
  | undefined {
  if (kind === 'added')
    return selection.matches(object) ? { type: 'ADDED', object } : undefined;
  if (kind === 'deleted') {
    return selection.matches(previous ?? object)
      ? { type: 'DELETED', object }
      : undefined;
  }
  const matched = previous !== undefined && selection.matches(previous);
  if (selection.matches(object))
    return { type: matched ? 'MODIFIED' : 'ADDED', object };
  if (!matched || !previous) return undefined;
  const metadata = {
    ...previous.metadata,
    resourceVersion: String(resourceVersion),
  };
  return { type: 'DELETED', object: { ...previous, metadata } };
}
