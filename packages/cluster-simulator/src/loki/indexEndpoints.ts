import { type LogStream, parseStreamSelector } from '@orrery/logql';
import { estimateVolume } from './estimateVolume';
import type { LokiApiContext, LokiEndpoint, LokiRequest } from './LokiApi';
import { LokiFailure } from './LokiFailure';
import {
  limitOf,
  rangeOf,
  stepOf,
  type TimeRange,
} from './parseLokiParameters';
import { runSliced } from './runSliced';
import { selectedStreams } from './streamEndpoints';

/** An index cuts a range into chunks of so many lines. */
const CHUNK_LINES = 5_000;
/** Parts of a range that are looked at for a curve. */
const MAX_PARTS = 60;

/** `GET|POST /loki/api/v1/index/stats` */
export const answerIndexStats: LokiEndpoint = async (context, request) => {
  const { parameters } = request;
  const query = parameters.get('query') ?? '';
  const streams = selectedStreams(context, parameters, query);
  const range = rangeOf(parameters, context.nowMs());
  const volumes = await estimated(context, request, streams, range);
  const entries = volumes.reduce((sum, each) => sum + each.entries, 0);
  return JSON.stringify({
    streams: volumes.length,
    chunks: volumes.reduce(
      (sum, each) => sum + Math.ceil(each.entries / CHUNK_LINES),
      0,
    ),
    bytes: volumes.reduce((sum, each) => sum + each.bytes, 0),
    entries,
  });
};

/** `GET|POST /loki/api/v1/index/volume`: bytes by the labels that the selector names, or those that are asked for. */
export const answerVolume: LokiEndpoint = async (context, request) => {
  const range = rangeOf(request.parameters, context.nowMs());
  const groups = await volumesOf(context, request, range);
  const result = topGroups(request, groups).map(({ metric, bytes }) => ({
    metric,
    value: [range.endMs / 1_000, String(bytes)],
  }));
  return success('vector', result);
};

/** `GET|POST /loki/api/v1/index/volume_range`: the same over time. */
export const answerVolumeRange: LokiEndpoint = async (context, request) => {
  const range = rangeOf(request.parameters, context.nowMs());
  const { startMs, endMs } = range;
  const stepMs = Math.max(
    stepOf(request.parameters, range),
    (endMs - startMs) / MAX_PARTS,
  );
  const curves = new Map<string, VolumeGroup & { values: unknown[] }>();
  for (let atMs = startMs; atMs < endMs; atMs += stepMs) {
    const part = { startMs: atMs, endMs: Math.min(endMs, atMs + stepMs) };
    for (const [key, group] of await volumesOf(context, request, part)) {
      const curve = curves.get(key) ?? { ...group, bytes: 0, values: [] };
      const point = [part.endMs / 1_000, String(group.bytes)];
      curve.values.push(point);
      curves.set(key, { ...curve, bytes: curve.bytes + group.bytes });
    }
  }
  const result = topGroups(request, curves).map(({ metric, values }) => ({
    metric,
    values,
  }));
  return success('matrix', result);
};

interface VolumeGroup {
  readonly metric: Readonly<Record<string, string>>;
  readonly bytes: number;
}

async function volumesOf(
  context: LokiApiContext,
  request: LokiRequest,
  { startMs, endMs }: TimeRange,
): Promise<ReadonlyMap<string, VolumeGroup>> {
  const { parameters } = request;
  const query = parameters.get('query') ?? '';
  const matchers = query === '' ? [] : parseStreamSelector(query);
  const target = (parameters.get('targetLabels') ?? '').split(',');
  const named = target.filter(name => name !== '');
  const names = named.length > 0 ? named : matchers.map(({ name }) => name);
  const streams = context.source.select({
    matchers,
    ...{ fromMs: startMs, toMs: endMs },
  });
  const aggregateBy = parameters.get('aggregateBy') || 'series';
  if (!['series', 'labels'].includes(aggregateBy)) {
    throw new LokiFailure(400, 'invalid aggregation option');
  }
  const byLabel = aggregateBy === 'labels';
  const groups = new Map<string, VolumeGroup>();
  for (const volume of await estimated(context, request, streams, {
    ...{ startMs, endMs },
  })) {
    const metrics = byLabel
      ? Object.keys(volume.labels).map(name => ({ [name]: '' }))
      : [pick(volume.labels, names)];
    for (const metric of metrics) {
      const key = JSON.stringify(metric);
      const bytes = (groups.get(key)?.bytes ?? 0) + volume.bytes;
      groups.set(key, { metric, bytes });
    }
  }
  return groups;
}

function estimated(
  { elapsedMs }: LokiApiContext,
  { signal }: LokiRequest,
  streams: readonly LogStream[],
  { startMs, endMs }: TimeRange,
) {
  const steps = estimateVolume(streams, startMs, endMs);
  return runSliced(steps, elapsedMs, signal);
}

function pick(
  labels: LogStream['labels'],
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels).filter(
      ([name]) => names.length === 0 || names.includes(name),
    ),
  );
}

function topGroups<Group extends VolumeGroup>(
  { parameters }: LokiRequest,
  groups: ReadonlyMap<string, Group>,
): readonly Group[] {
  return [...groups.values()]
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, limitOf(parameters));
}

function success(resultType: string, result: unknown): string {
  return JSON.stringify({ status: 'success', data: { resultType, result } });
}
