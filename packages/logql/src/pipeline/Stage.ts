import type { LineState } from '../lines/LineState';

/** A compiled stage: changes the line, and says whether it stays. */
export type CompiledStage = (state: LineState) => boolean;
