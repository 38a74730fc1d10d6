import { KubernetesObject, parseTimeMs } from '@orrery/kubernetes-model';
import { objectsAt, stringAt, valueAt } from '../../json/readJson';
import type { ApiAnswer, StreamSink } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import type { LogRequest } from '../../server/ports';
import { badRequest } from '../../status/statusErrors';
import { chooseContainer } from '../chooseContainer';
import { existing, ObjectTarget } from './replaceObject';

/** GET of `pods/…/log`. The first line is read before the answer starts, so that an error still is a Status. */
export async function readPodLog(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const { query, signal } = request;
  const pod = existing(context, target);
  const container = chooseContainer(pod, query.get('container') ?? '');
  const previous = query.get('previous') === 'true';
  if (!previous) checkStarted(pod, container);
  const follow = query.get('follow') === 'true';
  const stop = new AbortController();
  const logRequest: LogRequest = {
    pod,
    container,
    previous,
    follow,
    ...optional('sinceMs', sinceOf(query, context.store.clock.nowMs())),
    ...optional('tailLines', numberOf(query, 'tailLines')),
    signal: AbortSignal.any([signal, stop.signal]),
  };
  const lines = context.logs.readLog(logRequest)[Symbol.asyncIterator]();
  const first = follow ? undefined : await lines.next();
  const withTimes = query.get('timestamps') === 'true';
  const limitBytes = numberOf(query, 'limitBytes') ?? Infinity;

  return {
    kind: 'stream',
    contentType: 'text/plain; charset=utf-8',
    open: sink => {
      void pump(sink).catch(() => sink.reset());
      return () => stop.abort();
    },
  };

  async function pump(sink: StreamSink): Promise<void> {
    let written = 0;
    for (
      let result = first ?? (await lines.next());
      !result.done;
      result = await lines.next()
    ) {
      const { timeMs, text } = result.value;
      const time = withTimes
        ? `${new Date(timeMs).toISOString().replace('Z', '000000Z')} `
        : '';
      const chunk = Buffer.from(`${time}${text}\n`).subarray(
        0,
        limitBytes - written,
      );
      sink.write(chunk);
      written += chunk.length;
      if (written >= limitBytes) break;
      if (sink.pendingBytes() > 1_048_576) await sink.drained();
    }
    sink.end();
  }
}

function checkStarted(pod: KubernetesObject, container: string): void {
  const status = [
    'containerStatuses',
    'initContainerStatuses',
    'ephemeralContainerStatuses',
  ]
    .flatMap(field => objectsAt(pod, 'status', field))
    .find(({ name }) => name === container);
  const hasRun =
    valueAt(status, 'state', 'running') ??
    valueAt(status, 'state', 'terminated') ??
    valueAt(status, 'lastState', 'terminated');
  if (hasRun !== undefined) return;
  const reason =
    stringAt(status, 'state', 'waiting', 'reason') || 'ContainerCreating';
  const problem =
    reason === 'ImagePullBackOff' || reason === 'ErrImagePull'
      ? 'trying and failing to pull image'
      : reason;
  throw badRequest(
    `container "${container}" in pod "${pod.metadata.name}" is waiting to start: ${problem}`,
  );
}

function sinceOf(query: URLSearchParams, nowMs: number): number | undefined {
  const seconds = numberOf(query, 'sinceSeconds');
  if (seconds !== undefined) return nowMs - seconds * 1000;
  return parseTimeMs(query.get('sinceTime'));
}

function numberOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '-1') return undefined;
  if (!/^\d+$/.test(text))
    throw badRequest(`${name} must be a number from 0, got "${text}"`);
  return Number(text);
}

function optional<K extends string>(
  key: K,
  value: number | undefined,
): { readonly [P in K]?: number } | object {
  return value === undefined ? {} : { [key]: value };
}
