/** One of the four tasks of `npm run analysis`: a command that writes its findings, and a scorer for them. */
export interface AnalysisTask {
  /** What the command is called with, for the usage line: `IN_DIR OUT_DIR`. */
  readonly usage: string;
  /** Reads `input`, writes every output, creates `output` when it is missing. Throws an Error whose message names the file. */
  readonly run: (input: string, output: string) => Promise<void>;
  /** Path below `<data>/<task>/`: what `run` is given by `score`. */
  readonly input: string;
  /** Compares outputs of `run` with `<data>/<task>/labels`; a table in Markdown, with the published references beside it. */
  readonly score: (taskData: string, output: string) => Promise<string>;
}
