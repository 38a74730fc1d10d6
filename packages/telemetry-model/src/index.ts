export { TelemetryError } from './TelemetryError';
export type { TelemetryErrorCode } from './TelemetryError';

export type {
  TelemetryAgent,
  TelemetryWorld,
  WorldNamespace,
  WorldVolume,
} from './world/TelemetryWorld';
export { serviceKeyOf } from './world/WorldService';
export type {
  LogFormat,
  Runtime,
  SeasonKind,
  ServiceCall,
  ServiceProfile,
  WorldService,
} from './world/WorldService';
export type {
  ContainerRun,
  ContainerWait,
  PhaseChange,
  Span,
  WorldContainer,
  WorldPod,
} from './world/WorldPod';
export type { WorldNode } from './world/WorldNode';
export type { StatementStep, WorldStatement } from './world/WorldStatement';
export type {
  GenerationStep,
  ReplicaStep,
  WorldAutoscaler,
  WorldWorkload,
} from './world/WorldWorkload';

export { INCIDENT_CATALOGUE } from './incident/incidentCatalogue';
export type { IncidentTraits } from './incident/incidentCatalogue';
export type {
  Incident,
  IncidentKind,
  IncidentTarget,
} from './incident/Incident';
export { diskFullAtMs } from './incident/diskFill';
export { leakedAtMs, leakKeyOf } from './incident/leakRuns';
export { tightCpuLimit } from './incident/tightCpuLimit';
export type { GroundTruth } from './incident/groundTruthOf';
export type {
  EventEvidence,
  EvidenceSubject,
  ExpectedEvidence,
  LogEvidence,
  MetricEvidence,
  ObjectEvidence,
} from './incident/Evidence';

export { createTelemetry } from './createTelemetry';
export type {
  ServiceState,
  Telemetry,
  TelemetryOptions,
  Usage,
} from './createTelemetry';
export { sampleNamesOf } from './series/Series';
export type { Labels, MetricFamily, Series } from './series/Series';

export type { ContainerLog, LogRange } from './logs/createContainerLog';
export type { LogLine } from './logs/LogRecord';
export type { LineLevel, ScannedLine } from './logs/ScannedLine';

export {
  certificateTerm,
  expiringTerm,
  renewedTerm,
} from './usage/certificateTerm';
export type { CertificateTerm } from './usage/certificateTerm';
export { fractionOf, hashText } from './noise/hash';
