import { compileMatchers } from '../labels/compileMatchers';
import { errorDetailsLabel, errorLabel } from '../lines/LineState';
import type { LabelChoice } from '../syntax/Expr';
import type { CompiledStage } from './Stage';

interface CompiledChoice {
  readonly name: string;
  readonly fits: (value: string) => boolean;
}

/** `| drop a, b="x"`: takes labels away, the second only where it has that value. */
export function compileDrop(labels: readonly LabelChoice[]): CompiledStage {
  const choices = labels.map(compileChoice);
  return state => {
    for (const { name, fits } of choices) {
      const value = state.get(name);
      if (value === '' || !fits(value)) continue;
      state.drop(name);
      if (name === errorLabel) state.drop(errorDetailsLabel);
    }
    return true;
  };
}

/** `| keep a, b="x"`: takes all other labels away, but never those that tell of errors. */
export function compileKeep(labels: readonly LabelChoice[]): CompiledStage {
  const choices = labels.map(compileChoice);
  return state => {
    for (const [name, value] of Object.entries(state.labels())) {
      const isKept =
        name.startsWith('__error') ||
        choices.some(each => each.name === name && each.fits(value));
      if (!isKept) state.drop(name);
    }
    return true;
  };
}

function compileChoice({ name, matcher }: LabelChoice): CompiledChoice {
  if (matcher === undefined) return { name, fits: () => true };
  const matches = compileMatchers([{ ...matcher, name: 'value' }]);
  return { name, fits: value => matches({ value }) };
}
