export { generateIncident } from './generateIncident';
export type { Incident, IncidentOptions } from './generateIncident';
export { gaussianOf, seededRandom } from './seededRandom';
