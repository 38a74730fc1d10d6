import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

export const jobs: CommandGroup = {
  kind: 'commands',
  name: 'jobs',
  about: 'Work that ends, fails or recurs.',
  clients: bothKubectls,
  steps: () => [
    {
      run: 'kubectl create job once --image=trial/once:1 -- sleep 1',
      stdout: 'job.batch/once created',
    },
    {
      run: 'kubectl wait job/once --for=condition=Complete --timeout=30s',
      stdout: 'job.batch/once condition met',
    },
    {
      run: 'kubectl get job once',
      stdout: `
NAME STATUS COMPLETIONS DURATION AGE
once Complete 1/1 <age> <age>`,
    },
    {
      run: 'kubectl get pods -l job-name=once --no-headers',
      stdout: /^once-\w{5} +0\/1 +Completed +0 +\d+s\n$/,
    },
    { run: 'kubectl logs job/once', stdout: /^/ },
    {
      run: 'kubectl describe job once',
      stdout: [
        /^Pods Statuses: +0 Active \(0 Ready\) \/ 1 Succeeded \/ 0 Failed$/m,
        /Completed +\d+s +job-controller +Job completed$/m,
      ],
    },
    {
      run: 'kubectl create job bad --image=trial/bad:1 -- exit 2',
      stdout: 'job.batch/bad created',
    },
    {
      run: `kubectl patch job bad --type=merge -p '{"spec":{"backoffLimit":0}}'`,
      stdout: 'job.batch/bad patched',
    },
    {
      run: 'kubectl wait job/bad --for=condition=Failed --timeout=40s',
      stdout: 'job.batch/bad condition met',
    },
    {
      run: 'kubectl get job bad -o jsonpath=\'{.status.conditions[?(@.type=="Failed")].reason}\'',
      stdout: 'BackoffLimitExceeded',
    },
    {
      run: "kubectl create cronjob tick --image=trial/tick:1 --schedule='* * * * *' -- sleep 1",
      stdout: 'cronjob.batch/tick created',
    },
    {
      run: 'kubectl get cronjob tick',
      stdout:
        /^NAME +SCHEDULE +TIMEZONE +SUSPEND +ACTIVE +LAST SCHEDULE +AGE\ntick +\* \* \* \* \* +<none> +False +\d +(<none>|\d+s) +\d+s$/m,
    },
    {
      run: 'kubectl create job by-hand --from=cronjob/tick',
      stdout: 'job.batch/by-hand created',
    },
    {
      run: 'kubectl wait job/by-hand --for=condition=Complete --timeout=30s',
      stdout: 'job.batch/by-hand condition met',
    },
    {
      run: `kubectl patch cronjob tick -p '{"spec":{"suspend":true}}'`,
      stdout: 'cronjob.batch/tick patched',
    },
    {
      run: 'kubectl delete cronjob tick',
      stdout: /^cronjob\.batch "tick" deleted/,
    },
    {
      run: 'kubectl wait job/by-hand --for=delete --timeout=20s',
      stdout: /^(job\.batch\/by-hand condition met\n)?$/,
    },
  ],
};
