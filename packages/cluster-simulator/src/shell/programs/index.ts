import type { Program } from '../Program';
import { archivePrograms } from './archive';
import { controlPrograms } from './control';
import { filePrograms } from './files';
import { networkPrograms } from './network';
import { processPrograms } from './processes';
import { shellPrograms } from './shell';
import { systemPrograms } from './system';
import { terminalPrograms } from './terminal';
import { textPrograms } from './text';

/** Everything below `/bin` of a simulated container, by name. */
export const programs: Readonly<Record<string, Program>> = {
  ...archivePrograms,
  ...controlPrograms,
  ...filePrograms,
  ...networkPrograms,
  ...processPrograms,
  ...shellPrograms,
  ...systemPrograms,
  ...terminalPrograms,
  ...textPrograms,
};
