import type { ExpectedEvidence } from './Evidence';
import {
  evidenceNamesOf,
  type EvidenceNames,
  type EvidenceOf,
} from './evidenceNames';
import type { Incident, IncidentKind } from './Incident';
import { machineEvidence } from './machineEvidence';
import { trafficEvidence } from './trafficEvidence';
import { workloadEvidence } from './workloadEvidence';

const EVIDENCE: Readonly<Record<IncidentKind, EvidenceOf>> = {
  ...workloadEvidence,
  ...trafficEvidence,
  ...machineEvidence,
};

/**
 * Where an incident ought to be found in metrics, logs, events and objects of a cluster that acts it out, in the order
 * of how plainly it shows. Deterministic; throws nothing. O(services).
 */
export function expectedEvidenceOf(
  incident: Incident,
  world: EvidenceNames['world'],
): ExpectedEvidence {
  return EVIDENCE[incident.kind](evidenceNamesOf(incident, world));
}
