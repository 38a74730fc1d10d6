import type { QueryStats } from '@orrery/logql';

/** What a query did, for `statistics`. */
export interface QueryEffort extends QueryStats {
  readonly seconds: number;
  /** Mean length of the lines that are answered. */
  readonly meanLineBytes: number;
}

/**
 * The statistics of a query in Loki's shape. Bytes are estimated by the lines that are answered, since lines that are only counted
 * are not written; all work is told as the querier's on its store.
 */
export function toStatsJson(effort: QueryEffort): string {
  const { linesProcessed, linesKept, seconds, meanLineBytes, streams } = effort;
  const bytes = Math.round(linesProcessed * meanLineBytes);
  const perSecond = (amount: number) =>
    seconds > 0 ? Math.round(amount / seconds) : 0;
  const chunk = {
    headChunkBytes: 0,
    headChunkLines: 0,
    decompressedBytes: bytes,
    decompressedLines: linesProcessed,
    compressedBytes: Math.round(bytes / 8),
    totalDuplicates: 0,
    postFilterLines: linesKept,
  };
  const store = (chunks: number) => ({
    totalChunksRef: chunks,
    totalChunksDownloaded: chunks,
    chunksDownloadTime: 0,
    chunk,
  });
  return JSON.stringify({
    summary: {
      bytesProcessedPerSecond: perSecond(bytes),
      linesProcessedPerSecond: perSecond(linesProcessed),
      totalBytesProcessed: bytes,
      totalLinesProcessed: linesProcessed,
      execTime: seconds,
      queueTime: 0,
      subqueries: 0,
      totalEntriesReturned: linesKept,
      splits: 0,
      shards: 0,
      totalPostFilterLines: linesKept,
    },
    querier: { store: store(streams) },
    ingester: {
      totalReached: 0,
      totalChunksMatched: 0,
      totalBatches: 0,
      totalLinesSent: 0,
      store: store(0),
    },
  });
}
