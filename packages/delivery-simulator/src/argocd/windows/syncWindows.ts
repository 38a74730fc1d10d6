import { isTrueAt, stringAt, stringsAt } from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { matchGlob } from '../../manifests/matchGlob';
import { parseDurationMs } from '../application/parseDuration';
import { nextScheduleMs, parseCronSchedule } from '../../schedule/cronSchedule';

/** What a window is compared with. */
export interface WindowSubject {
  readonly application: string;
  readonly namespace: string;
  /** Name and URL of the destination. */
  readonly clusters: readonly string[];
}

/** Whether syncing is allowed, and until when this answer holds. */
export interface WindowVerdict {
  readonly canSync: boolean;
  /** When a window opens or closes next; undefined without windows. */
  readonly untilMs?: number;
}

interface WindowState {
  readonly kind: string;
  readonly isActive: boolean;
  readonly allowsManual: boolean;
  readonly untilMs?: number;
}

/**
 * Whether the sync windows of a project let an Application sync now: an active deny window forbids, an active allow window
 * allows, an allow window that is closed forbids, none at all allows. By hand it may go where the windows in the way say
 * `manualSync`. A window that cannot be read is left out. Source: Argo CD's `SyncWindows.CanSync`.
 */
export function syncWindowVerdict(
  windows: readonly JsonMap[],
  subject: WindowSubject,
  isManual: boolean,
  nowMs: number,
): WindowVerdict {
  const states = windows
    .filter(window => isFor(window, subject))
    .flatMap(window => stateOf(window, nowMs));
  const ends = states.flatMap(state => state.untilMs ?? []);
  return {
    canSync: canSync(states, isManual),
    ...(ends.length > 0 ? { untilMs: Math.min(...ends) } : {}),
  };
}

function canSync(states: readonly WindowState[], isManual: boolean): boolean {
  const denying = states.filter(each => each.kind === 'deny' && each.isActive);
  if (denying.length > 0) {
    return isManual && denying.every(each => each.allowsManual);
  }
  const allowing = states.filter(each => each.kind === 'allow');
  if (allowing.length === 0 || allowing.some(each => each.isActive)) {
    return true;
  }
  return isManual && allowing.every(each => each.allowsManual);
}

function isFor(window: JsonMap, subject: WindowSubject): boolean {
  const matchesAny = (patterns: readonly string[], texts: readonly string[]) =>
    patterns.some(pattern =>
      texts.some(text => matchGlob(pattern, text, { crossesSlash: true })),
    );
  const fields: readonly (readonly [string, readonly string[]])[] = [
    ['applications', [subject.application]],
    ['namespaces', [subject.namespace]],
    ['clusters', subject.clusters],
  ];
  const given = fields.filter(([field]) => stringsAt(window, field).length > 0);
  const test = ([field, texts]: (typeof fields)[number]) =>
    matchesAny(stringsAt(window, field), texts);
  if (given.length === 0) return false;
  return isTrueAt(window, 'andOperator') ? given.every(test) : given.some(test);
}

function stateOf(window: JsonMap, nowMs: number): readonly WindowState[] {
  const schedule = parseCronSchedule(stringAt(window, 'schedule') ?? '');
  const durationMs = parseDurationMs(stringAt(window, 'duration') ?? '');
  const timeZone = stringAt(window, 'timeZone') || 'UTC';
  if (!schedule || !durationMs || !isTimeZone(timeZone)) return [];
  const startMs = nextScheduleMs(schedule, nowMs - durationMs, timeZone);
  const isActive = startMs !== undefined && startMs <= nowMs;
  const untilMs = isActive ? startMs + durationMs : startMs;
  return [
    {
      kind: stringAt(window, 'kind') ?? '',
      isActive,
      allowsManual: isTrueAt(window, 'manualSync'),
      ...(untilMs === undefined ? {} : { untilMs }),
    },
  ];
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat('en-GB', { timeZone }) !== undefined;
  } catch {
    // Not a zone that this runtime knows: the window is left out, as one with a broken schedule is.
    return false;
  }
}
