import { isCpuLike } from './isCpuLike';
import { replayRequests, type Replay } from './replayRequests';
import type { RequestOutcome } from './RequestTally';

/**
 * Replays requests on every series that could be CPU usage, beside the target of the Vertical Pod Autoscaler; a table in Markdown.
 * Means over series; the target is less time above the request at no more slack.
 */
export function scoreRequests(series: Iterable<readonly number[]>): string {
  const replays: Replay[] = [];
  for (const values of series) {
    const replay = isCpuLike(values) ? replayRequests(values) : undefined;
    if (replay) replays.push(replay);
  }
  const halves = [0, 1].map(odd => replays.filter((_, i) => i % 2 === odd));
  return [
    '## Right-sizing',
    `| ${replays.length} series like CPU usage, day by day | time above request | slack, in means of usage |`,
    '|---|---|---|',
    rowOf('**ours**', replays, replay => replay.ours),
    rowOf('VPA target', replays, replay => replay.vpa),
    rowOf('ours, every second series', halves[1], replay => replay.ours),
    rowOf('VPA, every second series', halves[1], replay => replay.vpa),
    rowOf('ours, the other half', halves[0], replay => replay.ours),
    rowOf('VPA, the other half', halves[0], replay => replay.vpa),
  ].join('\n');
}

function rowOf(
  name: string,
  replays: readonly Replay[],
  side: (replay: Replay) => RequestOutcome,
): string {
  const mean = (pick: (outcome: RequestOutcome) => number) =>
    replays.reduce((sum, replay) => sum + pick(side(replay)), 0) /
    replays.length;
  const above = 100 * mean(outcome => outcome.shareAbove);
  const slack = mean(outcome => outcome.slack);
  return `| ${name} | ${above.toFixed(2)} % | ${slack.toFixed(3)} |`;
}
