import { goQuote } from '../syntax/goQuote';
import { type Labels, sortedEntriesOf } from './Labels';

/** Labels as Prometheus prints them in its messages: `{__name__="up", job="node"}`. */
export function formatLabels(labels: Labels): string {
  const pairs = sortedEntriesOf(labels).map(
    ([name, value]) => `${name}=${goQuote(value)}`,
  );
  return `{${pairs.join(', ')}}`;
}
