import type { LogfmtStage } from '../syntax/Expr';
import { labelNameOf } from './labelNameOf';
import { scanLogfmt } from './scanLogfmt';
import type { CompiledStage } from './Stage';

/**
 * `| logfmt`: pairs become labels. Empty values do with `--keep-empty`; what is no pair is an error with `--strict` only. With
 * extractions, only these keys, under their new names.
 */
export function compileLogfmt({
  isStrict,
  keepsEmpty,
  extractions,
}: LogfmtStage): CompiledStage {
  return state => {
    const { pairs, problemAt } = scanLogfmt(state.line);
    if (isStrict && problemAt !== undefined) {
      state.fail(
        'LogfmtParserErr',
        `logfmt syntax error at pos ${problemAt + 1} : unexpected '${
          state.line[problemAt]
        }'`,
      );
      return true;
    }
    if (extractions.length === 0) {
      for (const { key, value } of pairs) {
        if (value !== '' || keepsEmpty) state.extract(labelNameOf(key), value);
      }
      return true;
    }
    for (const { label, expression } of extractions) {
      const found = pairs.find(({ key }) => key === expression);
      state.extract(label, found?.value ?? '');
    }
    return true;
  };
}
