import type { Stage } from '../syntax/Expr';
import { compilePattern, compileRegexp } from './captureStages';
import { compileLabelFormat, compileLineFormat } from './formatStages';
import { compileJson, unpack } from './jsonStage';
import { compileLabelFilter } from './labelFilterStage';
import { compileDrop, compileKeep } from './labelStages';
import { compileLineFilter } from './lineFilterStage';
import { compileLogfmt } from './logfmtStage';
import type { CompiledStage } from './Stage';

/** Colours and other sequences of terminals. */
const ansiSequences =
  // eslint-disable-next-line no-control-regex
  /[\u001b\u009b][[\]()#;?]*(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PRZcf-ntqry=><~]/g;

/** All stages as one, which changes a line and says whether it stays. Throws a LogqlError for patterns and templates that are none. */
export function compilePipeline(stages: readonly Stage[]): CompiledStage {
  const compiled = stages.map(compileStage);
  if (compiled.length === 0) return () => true;
  return state => {
    for (const stage of compiled) if (!stage(state)) return false;
    return true;
  };
}

function compileStage(stage: Stage): CompiledStage {
  switch (stage.kind) {
    case 'lineFilter':
      return compileLineFilter(stage);
    case 'json':
      return compileJson(stage.extractions);
    case 'logfmt':
      return compileLogfmt(stage);
    case 'regexp':
      return compileRegexp(stage.pattern);
    case 'pattern':
      return compilePattern(stage.pattern);
    case 'unpack':
      return unpack;
    case 'labelFilter':
      return compileLabelFilter(stage.filter);
    case 'lineFormat':
      return compileLineFormat(stage.template);
    case 'labelFormat':
      return compileLabelFormat(stage.assignments);
    case 'decolorize':
      return state => {
        state.line = state.line.replace(ansiSequences, '');
        return true;
      };
    case 'drop':
      return compileDrop(stage.labels);
    case 'keep':
      return compileKeep(stage.labels);
    default:
      return stage satisfies never;
  }
}
