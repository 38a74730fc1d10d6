import { defineFamily, type Family } from './defineFamilies';
import { DELIVERY_FAMILIES } from './deliveryFamilies';
import { statedPlans } from './statedPlans';

/** `[name, help]` by object. */
const GAUGES: readonly (readonly [string, string])[] = [
  ['kube_job_info', 'Information about job.'],
  ['kube_job_created', 'Unix creation timestamp'],
  [
    'kube_job_spec_parallelism',
    'The maximum desired number of pods the job should run at any given time.',
  ],
  [
    'kube_job_spec_completions',
    'The desired number of successfully finished pods the job should be run with.',
  ],
  ['kube_job_status_active', 'The number of actively running pods.'],
  [
    'kube_job_status_succeeded',
    'The number of pods which reached Phase Succeeded.',
  ],
  [
    'kube_job_status_failed',
    'The number of pods which reached Phase Failed and the reason for failure.',
  ],
  [
    'kube_job_status_start_time',
    'StartTime represents time when the job was acknowledged by the Job Manager.',
  ],
  [
    'kube_job_status_completion_time',
    'CompletionTime represents time when the job was completed.',
  ],
  ['kube_job_complete', 'The job has completed its execution.'],
  ['kube_job_failed', 'The job has failed its execution.'],
  ['kube_job_owner', "Information about the Job's owner."],
  ['kube_cronjob_info', 'Info about cronjob.'],
  ['kube_cronjob_created', 'Unix creation timestamp'],
  [
    'kube_cronjob_spec_suspend',
    'Suspend flag tells the controller to suspend subsequent executions.',
  ],
  [
    'kube_cronjob_spec_successful_job_history_limit',
    'Successful job history limit tells the controller how many completed jobs should be preserved.',
  ],
  [
    'kube_cronjob_spec_failed_job_history_limit',
    'Failed job history limit tells the controller how many failed jobs should be preserved.',
  ],
  [
    'kube_cronjob_status_active',
    'Active holds pointers to currently running jobs.',
  ],
  [
    'kube_cronjob_status_last_schedule_time',
    'LastScheduleTime keeps information of when was the last time the job was successfully scheduled.',
  ],
  [
    'kube_cronjob_status_last_successful_time',
    'LastSuccessfulTime keeps information of when was the last time the job was completed successfully.',
  ],
  ['kube_poddisruptionbudget_created', 'Unix creation timestamp'],
  [
    'kube_poddisruptionbudget_status_current_healthy',
    'Current number of healthy pods',
  ],
  [
    'kube_poddisruptionbudget_status_desired_healthy',
    'Minimum desired number of healthy pods',
  ],
  [
    'kube_poddisruptionbudget_status_pod_disruptions_allowed',
    'Number of pod disruptions that are currently allowed',
  ],
  [
    'kube_poddisruptionbudget_status_expected_pods',
    'Total number of pods counted by this disruption budget',
  ],
  [
    'kube_poddisruptionbudget_status_observed_generation',
    'Most recent generation observed when updating this PDB status',
  ],
  ['kube_resourcequota', 'Information about resource quota.'],
  ['kube_resourcequota_created', 'Unix creation timestamp'],
  ['kube_limitrange', 'Information about limit range.'],
  ['kube_limitrange_created', 'Unix creation timestamp'],
  [
    'kube_horizontalpodautoscaler_metadata_generation',
    'The generation observed by the HorizontalPodAutoscaler controller.',
  ],
  [
    'kube_horizontalpodautoscaler_status_target_metric',
    'The current metric status used by this autoscaler when calculating the desired replica count.',
  ],
  [
    'kube_horizontalpodautoscaler_status_condition',
    'The condition of this autoscaler.',
  ],
  ['kube_namespace_created', 'Unix creation timestamp'],
  [
    'kube_namespace_labels',
    'Kubernetes labels converted to Prometheus labels.',
  ],
  ['kube_service_info', 'Information about service.'],
  ['kube_service_created', 'Unix creation timestamp'],
  ['kube_service_spec_type', 'Type about service.'],
  [
    'kube_service_status_load_balancer_ingress',
    'Service load balancer ingress status',
  ],
  ['kube_ingress_info', 'Information about ingress.'],
  ['kube_ingress_created', 'Unix creation timestamp'],
  ['kube_ingress_path', 'Ingress host, paths and backend service information.'],
  ['kube_ingress_tls', 'Ingress TLS host and secret information.'],
  ['kube_endpoint_info', 'Information about endpoint.'],
  ['kube_endpoint_created', 'Unix creation timestamp'],
  [
    'kube_endpoint_address_available',
    'Number of addresses available in endpoint.',
  ],
  [
    'kube_endpoint_address_not_ready',
    'Number of addresses not ready in endpoint',
  ],
  ['kube_configmap_info', 'Information about configmap.'],
  ['kube_configmap_created', 'Unix creation timestamp'],
  ['kube_secret_info', 'Information about secret.'],
  ['kube_secret_type', 'Type about secret.'],
  ['kube_storageclass_info', 'Information about storageclass.'],
  ['kube_storageclass_created', 'Unix creation timestamp'],
  ['kube_persistentvolume_info', 'Information about persistentvolume.'],
  [
    'kube_persistentvolume_status_phase',
    'The phase indicates if a volume is available, bound to a claim, or released by a claim.',
  ],
  [
    'kube_persistentvolume_capacity_bytes',
    'Persistentvolume capacity in bytes.',
  ],
];

/** What the exporters of objects state of them; series exist where the world has statements. */
export const STATEMENT_FAMILIES: readonly Family[] = [
  ...GAUGES.map(([name, help]) =>
    defineFamily('gauge', name, help, statedPlans(name)),
  ),
  ...DELIVERY_FAMILIES,
];
