import { PLATFORM_SERVICES } from './platformServices';
import { RETAIL_SERVICES } from './retailServices';
import type { ServiceBlueprint } from './ServiceBlueprint';

/** The services of the simulated shop. No two are alike in size, version, team and habits. */
export const SHOP_SERVICES: readonly ServiceBlueprint[] = [
  ...RETAIL_SERVICES,
  ...PLATFORM_SERVICES,
];
