import type { Admission } from '../admission/createAdmission';
import type { Authenticator } from '../authn/Authenticator';
import type { FaultInjector } from '../faults/FaultInjector';
import type { SchemaCatalog } from '../openapi/SchemaCatalog';
import type { Authorizer } from '../rbac/Authorizer';
import type { ListSnapshots } from '../resources/ListSnapshots';
import type { ResourceRegistry } from '../resources/ResourceRegistry';
import type { ClusterStore } from '../store/ClusterStore';
import type { LogSource, MetricsSource } from './ports';

/** What the handlers of one cluster's API work with. */
export interface ApiContext {
  readonly name: string;
  readonly store: ClusterStore;
  readonly registry: ResourceRegistry;
  readonly catalog: SchemaCatalog;
  readonly admission: Admission;
  readonly authenticator: Authenticator;
  readonly authorizer: Authorizer;
  readonly faults: FaultInjector;
  readonly metrics: MetricsSource;
  readonly logs: LogSource;
  readonly snapshots: ListSnapshots;
  readonly version: ServerVersion;
  readonly bookmarkIntervalMs: number;
}

export interface ServerVersion {
  readonly major: string;
  readonly minor: string;
  readonly gitVersion: string;
}
