import { following } from './client-node/following';
import { objects } from './client-node/objects';
import { streams } from './client-node/streams';
import { argoCd } from './delivery/argoCd';
import { crossplane } from './delivery/crossplane';
import { flux } from './delivery/flux';
import { rollouts } from './delivery/rollouts';
import { charts } from './helm/charts';
import { releases } from './helm/releases';
import { repositories } from './helm/repositories';
import { access } from './kubectl/access';
import { applying } from './kubectl/applying';
import { creating } from './kubectl/creating';
import { customResources } from './kubectl/customResources';
import { deleting } from './kubectl/deleting';
import { describing } from './kubectl/describing';
import { discovery } from './kubectl/discovery';
import { jobs } from './kubectl/jobs';
import { limits } from './kubectl/limits';
import { nodes } from './kubectl/nodes';
import { pods } from './kubectl/pods';
import { reading } from './kubectl/reading';
import { refusals } from './kubectl/refusals';
import { runs } from './kubectl/runs';
import { watching } from './kubectl/watching';
import { workloads } from './kubectl/workloads';
import { tools } from './mcp/tools';
import type { RecordedGroup } from './Recorded';

/** Every group, the longest first. */
export const recordedGroups: readonly RecordedGroup[] = [
  crossplane,
  workloads,
  releases,
  rollouts,
  pods,
  limits,
  deleting,
  nodes,
  jobs,
  runs,
  charts,
  repositories,
  argoCd,
  flux,
  watching,
  creating,
  applying,
  refusals,
  customResources,
  discovery,
  reading,
  describing,
  access,
  tools,
  streams,
  objects,
  following,
];
