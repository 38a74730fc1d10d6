/** What a case really is. */
export interface RcaLabel {
  readonly issue: boolean;
  readonly rootCause: string | null;
}

/** What the command wrote for a case. */
export interface RcaAnswer {
  readonly anomalous: boolean;
  readonly ranking: readonly {
    readonly node: string;
    readonly score: number;
  }[];
}

/** Shares of 0 to 1; NaN where no case of that sort was given. */
export interface RcaScore {
  readonly issues: number;
  readonly quiet: number;
  /** Root cause first, or among the first three, of issue cases; whatever `anomalous` says. */
  readonly top1: number;
  readonly top3: number;
  /** Issue cases judged anomalous. */
  readonly detection: number;
  /** Windows without an issue judged not anomalous. */
  readonly specificity: number;
}

/**
 * Scores answers. An issue without an answer, or whose root cause is not ranked, counts as missed.
 * Source: Hardt et al. 2023, "The PetShop dataset" (top-k recall, arXiv:2311.04806).
 */
export function scoreRca(
  labels: Readonly<Record<string, RcaLabel>>,
  answers: Readonly<Record<string, RcaAnswer>>,
): RcaScore {
  const cases = Object.entries(labels).map(([id, label]) => {
    const answer = answers[id];
    const place =
      answer?.ranking.findIndex(({ node }) => node === label.rootCause) ?? -1;
    return { issue: label.issue, anomalous: answer?.anomalous, place };
  });
  const issues = cases.filter(({ issue }) => issue);
  const quiet = cases.filter(({ issue }) => !issue);
  const within = (places: number) =>
    share(issues, ({ place }) => place >= 0 && place < places);
  return {
    issues: issues.length,
    quiet: quiet.length,
    top1: within(1),
    top3: within(3),
    detection: share(issues, ({ anomalous }) => anomalous === true),
    specificity: share(quiet, ({ anomalous }) => anomalous === false),
  };
}

function share<T>(cases: readonly T[], has: (each: T) => boolean): number {
  return cases.length > 0 ? cases.filter(has).length / cases.length : NaN;
}
