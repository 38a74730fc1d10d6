import type { Labels } from '@orrery/promql';

import { keyOf } from '../labels/Labels';
import type { LineState } from '../lines/LineState';
import type { Grouping } from '../syntax/Expr';

/** The series that a line belongs to. */
export interface LineGroup {
  readonly key: string;
  readonly labels: Labels;
}

/**
 * Tells lines by the labels of a grouping, or by all of them. Lines whose labels no stage has changed are told by their stream and
 * metadata, which costs O(1) after the first; others cost O(labels).
 */
export function createGrouper(
  grouping: Grouping | undefined,
  leftOut: string | undefined,
): (state: LineState) => LineGroup {
  const known = new WeakMap<Labels, WeakMap<Labels, LineGroup>>();
  return state => {
    if (!state.isPlain) return groupOf(state, grouping, leftOut);
    const ofStream = known.get(state.stream) ?? new WeakMap();
    known.set(state.stream, ofStream);
    const group =
      ofStream.get(state.metadata) ?? groupOf(state, grouping, leftOut);
    ofStream.set(state.metadata, group);
    return group;
  };
}

function groupOf(
  state: LineState,
  grouping: Grouping | undefined,
  leftOut: string | undefined,
): LineGroup {
  const entries =
    grouping?.without === false
      ? grouping.labels.map(name => [name, state.get(name)] as const)
      : Object.entries(state.labels()).filter(
          ([name]) => !grouping?.labels.includes(name),
        );
  const labels = Object.fromEntries(
    entries.filter(([name, value]) => value !== '' && name !== leftOut),
  );
  return { key: keyOf(labels), labels };
}
