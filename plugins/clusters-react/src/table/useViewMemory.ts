import { useApi } from '@backstage/core-plugin-api';
import { useMemo } from 'react';
import type { LiveConnection } from '../live/LiveConnection';
import { liveConnectionApiRef } from '../live/liveConnectionApiRef';

/** How a view looked when it was left, for the way back. Written by the view, never drawn from directly. */
export interface ViewMemory {
  toggledIds: ReadonlySet<string>;
  scrollTopPx: number;
}

/** Views remembered at a time; the one that was opened longest ago is forgotten first. */
const MAX_VIEWS = 50;

/** As long as the browser tab's connection, so that two portals (or two tests) share nothing. */
const memories = new WeakMap<LiveConnection, Map<string, ViewMemory>>();

/** The memory of the view called `key`, the same object whenever it is opened again in this browser tab. */
export function useViewMemory(key: string): ViewMemory {
  const connection = useApi(liveConnectionApiRef);
  return useMemo(() => recall(connection, key), [connection, key]);
}

function recall(connection: LiveConnection, key: string): ViewMemory {
  const views = memories.get(connection) ?? new Map<string, ViewMemory>();
  memories.set(connection, views);
  const view = views.get(key) ?? { toggledIds: new Set(), scrollTopPx: 0 };
  views.delete(key);
  views.set(key, view);
  const [oldest] = views.keys();
  if (views.size > MAX_VIEWS) views.delete(oldest);
  return view;
}
