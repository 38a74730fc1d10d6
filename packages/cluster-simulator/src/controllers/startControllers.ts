import { admittingStore } from '../admission/admittingStore';
import type { Admission } from '../admission/createAdmission';
import type { ClusterStore, ResourceId } from '../store/ClusterStore';
import {
  createAutoscaler,
  type AutoscalerSources,
} from './autoscaling/createAutoscaler';
import type { Controller, ControllerContext } from './ControllerContext';
import { createCronJobController } from './cronjob/createCronJobController';
import { createDaemonSetController } from './daemonset/createDaemonSetController';
import { createDeploymentController } from './deployment/createDeploymentController';
import { createDisruptionController } from './disruption/createDisruptionController';
import { createEndpointsController } from './endpoints/createEndpointsController';
import { createEventExpiryController } from './events/createEventExpiryController';
import { createEventRecorder } from './events/createEventRecorder';
import { createGarbageCollector } from './garbage/createGarbageCollector';
import { createJobController } from './job/createJobController';
import { createKubelet } from './kubelet/createKubelet';
import type { PodAfflictions } from './kubelet/PodAfflictions';
import { createLoadBalancerController } from './load-balancer/createLoadBalancerController';
import { createNamespaceController } from './namespaces/createNamespaceController';
import { createNodeLifecycleController } from './nodes/createNodeLifecycleController';
import { createQuotaController } from './quota/createQuotaController';
import { createReplicaSetController } from './replicaset/createReplicaSetController';
import { createScheduler } from './scheduler/createScheduler';
import { createStatefulSetController } from './statefulset/createStatefulSetController';
import { createVolumeBinder } from './storage/createVolumeBinder';
import { createTypedStore } from './TypedStore';

export interface StartControllersOptions {
  readonly store: ClusterStore;
  /** Of the cluster's API server: what controllers create is admitted as what people create. */
  readonly admission: Admission;
  readonly random: () => number;
  /** Without metrics nothing is autoscaled. */
  readonly autoscaling?: AutoscalerSources;
  readonly reportError: (error: unknown, subject: string) => void;
  readonly namespacedResources: () => Iterable<ResourceId>;
  readonly rootCertificate: string;
  /** What incidents make pods do; none when missing. */
  readonly afflictions?: PodAfflictions;
}

/** Everything that makes a cluster live: its controllers, scheduler and kubelets, on the store's clock. */
export function startControllers(options: StartControllersOptions): Controller {
  const store = createTypedStore(
    admittingStore(options.store, options.admission),
  );
  const { clock } = options.store;
  const context: ControllerContext = {
    store,
    clock,
    random: options.random,
    events: createEventRecorder({ store, clock }),
    reportError: options.reportError,
    afflictions: options.afflictions,
  };
  const controllers = [
    createNamespaceController(context, options),
    createDeploymentController(context),
    createReplicaSetController(context),
    createStatefulSetController(context),
    createDaemonSetController(context),
    createCronJobController(context),
    createJobController(context),
    createVolumeBinder(context),
    createScheduler(context),
    createKubelet(context),
    createEndpointsController(context),
    createDisruptionController(context),
    createLoadBalancerController(context),
    createNodeLifecycleController(context),
    createGarbageCollector(context),
    createEventExpiryController(context),
    createQuotaController(context, options.admission.ledger),
    ...(options.autoscaling
      ? [createAutoscaler(context, options.autoscaling)]
      : []),
  ];
  return {
    dispose: () => controllers.forEach(controller => controller.dispose()),
  };
}
