/** What a query looked at; counted up while it runs. */
export interface QueryStats {
  /** Lines that went through a pipeline. */
  linesProcessed: number;
  /** Lines that came out. */
  linesKept: number;
  streams: number;
}

/** Nothing looked at so far. */
export function createQueryStats(): QueryStats {
  return { linesProcessed: 0, linesKept: 0, streams: 0 };
}
