import { parseError } from '../LogqlError';
import { compileLinePattern } from '../patterns/linePattern';
import { searchRegex } from '../patterns/searchRegex';
import type { CompiledStage } from './Stage';

/** `| regexp "(?P<status>\\d+)"`: named groups become labels; a line that does not match stays as it is. */
export function compileRegexp(pattern: string): CompiledStage {
  const regex = searchRegex(pattern);
  if (regex.kind === 'error') throw parseError(regex.reason);
  if (regex.groupNames.length === 0) {
    throw parseError('at least one named capture must be supplied');
  }
  return state => {
    const groups = regex.namedGroupsOf(state.line);
    for (const [name, value] of groups ?? []) state.extract(name, value);
    return true;
  };
}

/** `| pattern "<ip> - <_>"`: named captures become labels. */
export function compilePattern(pattern: string): CompiledStage {
  const compiled = compileLinePattern(pattern);
  if (compiled.kind === 'error') throw parseError(compiled.reason);
  if (compiled.names.length === 0) {
    throw parseError('at least one capture is required: invalid expression');
  }
  return state => {
    const captures = compiled.capture(state.line);
    for (const [name, value] of captures ?? []) state.extract(name, value);
    return true;
  };
}
