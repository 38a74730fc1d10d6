import {
  compileMatchers,
  type LogEntry,
  type LogRange,
  type LogSource,
  type LogStream,
} from '@orrery/logql';
import type {
  LineLevel,
  ScannedLine,
  Telemetry,
  WorldContainer,
  WorldPod,
} from '@orrery/telemetry-model';

export interface LogStreamsOptions {
  readonly telemetry: () => Telemetry;
  /** Nothing has been written after it. */
  readonly nowMs: () => number;
  /** Put on every stream. */
  readonly cluster: string;
}

type Labels = Readonly<Record<string, string>>;

/** One object for all lines of a level, so that lines are told by it at no cost. */
const METADATA: Readonly<Record<LineLevel, Labels>> = {
  info: { detected_level: 'info' },
  warn: { detected_level: 'warn' },
  error: { detected_level: 'error' },
  unknown: { detected_level: 'unknown' },
};

interface ContainerStream {
  readonly labels: Labels;
  readonly container: WorldContainer;
}

/**
 * The logs of a cluster as an agent such as Alloy sends them to Loki: a stream per container, over all its runs, with the lines that
 * `kubectl logs` shows. Nothing is kept but the labels of pods; a line costs something when it is read.
 */
export function createLogStreams(options: LogStreamsOptions): LogSource {
  const { telemetry, nowMs, cluster } = options;
  const known = new WeakMap<WorldPod, readonly ContainerStream[]>();

  function streamsOf(pod: WorldPod): readonly ContainerStream[] {
    const before = known.get(pod);
    if (before) return before;
    const containers = [...(pod.initContainers ?? []), ...pod.containers];
    const made = containers.map(container => ({
      labels: labelsOf(pod, container, cluster),
      container,
    }));
    known.set(pod, made);
    return made;
  }

  return {
    select: ({ matchers, fromMs, toMs }) => {
      const matches = compileMatchers(matchers);
      const model = telemetry();
      const untilMs = Math.min(toMs, nowMs() + 1);
      const found: LogStream[] = [];
      for (const pod of model.pods) {
        for (const { labels, container } of streamsOf(pod)) {
          if (!hasRunIn(container, fromMs, untilMs) || !matches(labels)) {
            continue;
          }
          found.push({
            labels,
            entries: range =>
              entriesOf(model, pod, container, {
                ...range,
                toMs: Math.min(range.toMs, untilMs),
              }),
          });
        }
      }
      return found;
    },
  };
}

function hasRunIn(
  { runs }: WorldContainer,
  fromMs: number,
  toMs: number,
): boolean {
  return runs.some(
    run => run.fromMs < toMs && (run.toMs ?? Infinity) >= fromMs,
  );
}

/** There are millions, so the line is a getter of the class rather than of each object. */
class ScannedEntry implements LogEntry {
  readonly timeMs: number;
  readonly metadata: Labels;
  readonly #scanned: ScannedLine;

  constructor(scanned: ScannedLine) {
    this.timeMs = scanned.timeMs;
    this.metadata = METADATA[scanned.level];
    this.#scanned = scanned;
  }

  get line(): string {
    return this.#scanned.text;
  }
}

function* entriesOf(
  model: Telemetry,
  pod: WorldPod,
  container: WorldContainer,
  { fromMs, toMs, direction }: LogRange,
): Generator<LogEntry> {
  const log = model.containerLog(pod.uid, container.name);
  if (!log || fromMs >= toMs) return;
  // The model's ranges lack their start and hold their end.
  for (const scanned of log.scan({
    ...{ fromMs: fromMs - 1, toMs: toMs - 1, direction },
  })) {
    yield new ScannedEntry(scanned);
  }
}

/** What a relabelling of the Kubernetes service discovery gives, and the `service_name` that Loki adds. */
function labelsOf(
  pod: WorldPod,
  container: WorldContainer,
  cluster: string,
): Labels {
  const app = appOf(pod);
  return {
    app,
    cluster,
    container: container.name,
    job: `${pod.namespace}/${app}`,
    namespace: pod.namespace,
    ...(pod.node === undefined ? {} : { node_name: pod.node }),
    pod: pod.name,
    service_name: app,
    stream: 'stdout',
  };
}

/** The name of what a pod belongs to, without the marks of its revision or run. */
function appOf({ service, ownerKind, ownerName, name }: WorldPod): string {
  if (service !== undefined) return service.slice(service.indexOf('/') + 1);
  switch (ownerKind) {
    case 'ReplicaSet':
      return (ownerName ?? name).replace(/-[a-z0-9]+$/, '');
    case 'Job':
      return (ownerName ?? name).replace(/-\d+$/, '');
    default:
      return ownerName ?? name;
  }
}
