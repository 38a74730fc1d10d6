/** How one set of lines was grouped and described, each from 0 to 1. */
export interface LogScore {
  /** Grouping accuracy: share of lines whose group holds exactly the lines of the true group. */
  readonly ga: number;
  /** F1 of grouping: harmonic mean of the shares of predicted and of true groups that are exact. */
  readonly fga: number;
  /** Parsing accuracy: share of lines whose template text equals the true one. */
  readonly pa: number;
}

/** One line: which group it is in, and the template text of that group. */
export interface GroupedLine {
  readonly group: string;
  readonly template: string;
}

/**
 * Scores predicted groups against true ones, line by line; both lists have the same length, else RangeError. In the truth
 * two lines belong together exactly if their template texts are equal. No lines score 1. O(lines).
 * Source: Zhu et al., Tools and benchmarks for automated log parsing (ICSE 2019) for GA; Jiang et al., A large-scale
 * evaluation for log parsing techniques (ISSTA 2024) for FGA; Dai et al., Logram (TSE 2020) for PA.
 */
export function scoreLogs(
  predicted: readonly GroupedLine[],
  truth: readonly GroupedLine[],
): LogScore {
  if (predicted.length !== truth.length)
    throw new RangeError(
      `predicted lines must be ${truth.length}, got ${predicted.length}`,
    );
  if (truth.length === 0) return { ga: 1, fga: 1, pa: 1 };
  const predictedGroups = linesByKey(predicted.map(line => line.group));
  const trueGroups = linesByKey(truth.map(line => plain(line.template)));
  const exact = new Set([...trueGroups.values()].map(String));
  let exactLines = 0;
  let exactGroups = 0;
  for (const lines of predictedGroups.values()) {
    if (!exact.has(String(lines))) continue;
    exactLines += lines.length;
    exactGroups += 1;
  }
  const precision = exactGroups / predictedGroups.size;
  const recall = exactGroups / trueGroups.size;
  const equalTexts = truth.filter(
    (line, at) => plain(line.template) === plain(predicted[at].template),
  ).length;
  return {
    ga: exactLines / truth.length,
    fga:
      exactGroups === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    pa: equalTexts / truth.length,
  };
}

/** The plain mean over sets; each set counts the same. `scores` is not empty. */
export function meanScore(scores: readonly LogScore[]): LogScore {
  const mean = (pick: (score: LogScore) => number) =>
    scores.reduce((sum, score) => sum + pick(score), 0) / scores.length;
  return {
    ga: mean(score => score.ga),
    fga: mean(score => score.fga),
    pa: mean(score => score.pa),
  };
}

function linesByKey(keys: readonly string[]): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const [line, key] of keys.entries()) {
    const known = lines.get(key);
    if (known) known.push(line);
    else lines.set(key, [line]);
  }
  return lines;
}

/** Runs of blanks count as one. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
