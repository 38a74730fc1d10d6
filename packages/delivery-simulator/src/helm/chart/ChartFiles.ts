/**
 * Text of a chart's files by their path below the chart's folder; charts that are packed inside of it (`charts/x.tgz`) are
 * unpacked to folders.
 */
export type ChartFiles = ReadonlyMap<string, string>;

/** What is taken from an archive. */
export interface ChartLimits {
  readonly maxArchiveBytes: number;
  readonly maxUnpackedBytes: number;
  readonly maxFiles: number;
}

/** Helm's own limit is 100 MiB; the charts of a simulator are small. */
export const defaultChartLimits: ChartLimits = {
  maxArchiveBytes: 5 * 1024 * 1024,
  maxUnpackedBytes: 20 * 1024 * 1024,
  maxFiles: 5_000,
};
