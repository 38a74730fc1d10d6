import type { GoFunctions } from '../functions/GoFunction';
import { dictFunctions } from './dictFunctions';
import { listFunctions } from './listFunctions';
import { logicFunctions } from './logicFunctions';
import { mathFunctions } from './mathFunctions';
import { randomFunctions } from './randomFunctions';
import { regexFunctions } from './regexFunctions';
import { stringFunctions } from './stringFunctions';
import { timeFunctions } from './timeFunctions';
import { versionFunctions } from './versionFunctions';

/** What the functions need from outside. */
export interface SprigPorts {
  nowMs(): number;
  /** Numbers in [0, 1). */
  random(): number;
}

/** The functions of Masterminds/sprig that charts use, without those of the environment, certificates and passwords. */
export function sprigFunctions(ports: SprigPorts): GoFunctions {
  return {
    ...stringFunctions,
    ...mathFunctions,
    ...listFunctions,
    ...dictFunctions,
    ...logicFunctions,
    ...regexFunctions,
    ...versionFunctions,
    ...timeFunctions(() => ports.nowMs()),
    ...randomFunctions(() => ports.random()),
  };
}
