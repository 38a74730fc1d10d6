import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

export const workloads: CommandGroup = {
  kind: 'commands',
  name: 'workloads',
  about: 'Rollouts that go well and badly, scale, settings, labels.',
  clients: bothKubectls,
  steps: ({ minor }) => [
    {
      run: 'kubectl create deployment web --image=trial/web:1.0.0 --replicas=3',
      stdout: 'deployment.apps/web created',
    },
    {
      run: 'kubectl rollout status deploy/web --timeout=40s',
      stdout: /^deployment "web" successfully rolled out$/m,
    },
    {
      run: 'kubectl get deploy web',
      stdout: `
NAME READY UP-TO-DATE AVAILABLE AGE
web 3/3 3 3 <age>`,
    },
    {
      run: 'kubectl get pods -l app=web',
      stdout: `
NAME READY STATUS RESTARTS AGE
web-<pod> 1/1 Running 0 <age>
web-<pod> 1/1 Running 0 <age>
web-<pod> 1/1 Running 0 <age>`,
    },
    {
      run: 'kubectl set image deploy/web web=trial/web:2.0.0',
      stdout: 'deployment.apps/web image updated',
    },
    {
      run: 'kubectl annotate deploy web kubernetes.io/change-cause=second',
      stdout: 'deployment.apps/web annotated',
    },
    {
      run: 'kubectl rollout status deploy/web --timeout=40s',
      stdout: /^deployment "web" successfully rolled out$/m,
    },
    {
      run: 'kubectl rollout history deploy/web',
      stdout: `
deployment.apps/web
REVISION CHANGE-CAUSE
1 <none>
2 second`,
    },
    {
      run: 'kubectl rollout history deploy/web --revision=1',
      stdout: [
        /^deployment\.apps\/web with revision #1$/m,
        /Image:\s+trial\/web:1\.0\.0/,
      ],
    },
    {
      run: 'kubectl set image deploy/web web=trial/web:missing',
      stdout: 'deployment.apps/web image updated',
    },
    {
      run: 'kubectl rollout status deploy/web --timeout=3s',
      code: 1,
      stdout: /^Waiting for deployment "web" rollout to finish: /,
      stderr: 'error: timed out waiting for the condition',
    },
    {
      run: 'kubectl get pods -l app=web -w',
      until: /ErrImagePull|ImagePullBackOff/,
      stdout: /web-\S+ +0\/1 +(ErrImagePull|ImagePullBackOff)/,
    },
    {
      run: 'kubectl rollout undo deploy/web --to-revision=1',
      stdout: 'deployment.apps/web rolled back',
    },
    {
      run: 'kubectl wait deploy/web --for=condition=Available --timeout=30s',
      stdout: 'deployment.apps/web condition met',
    },
    {
      run: "kubectl get deploy web -o jsonpath='{.spec.template.spec.containers[0].image}'",
      stdout: 'trial/web:1.0.0',
    },
    {
      run: 'kubectl rollout undo deploy/web --to-revision=99',
      code: 1,
      stderr: 'error: unable to find specified revision 99 in history',
    },
    {
      run: 'kubectl rollout pause deploy/web',
      stdout: 'deployment.apps/web paused',
    },
    {
      run: 'kubectl set env deploy/web MODE=fast',
      stdout: 'deployment.apps/web env updated',
    },
    {
      run: 'kubectl set resources deploy/web --requests=cpu=100m,memory=64Mi --limits=memory=128Mi',
      stdout: 'deployment.apps/web resource requirements updated',
    },
    {
      run: "kubectl get deploy web -o jsonpath='{.status.updatedReplicas}'",
      stdout: /^$/,
    },
    {
      run: 'kubectl rollout resume deploy/web',
      stdout: 'deployment.apps/web resumed',
    },
    {
      run: 'kubectl rollout status deploy/web --timeout=40s',
      stdout: /^deployment "web" successfully rolled out$/m,
    },
    {
      run: 'kubectl set env deploy/web --list',
      stdout: '# Deployment web, container web\nMODE=fast',
    },
    {
      run: 'kubectl rollout restart deploy/web',
      stdout: 'deployment.apps/web restarted',
    },
    {
      run: 'kubectl rollout status deploy/web --timeout=40s',
      stdout: /^deployment "web" successfully rolled out$/m,
    },
    {
      run: 'kubectl scale deploy/web --replicas=1 --current-replicas=9',
      code: 1,
      stderr: /Expected replicas to be 9, was 3/,
    },
    {
      run: 'kubectl scale deploy/web --replicas=1 --timeout=20s',
      stdout: 'deployment.apps/web scaled',
    },
    {
      run: "kubectl wait deploy/web --for=jsonpath='{.status.readyReplicas}'=1 --timeout=20s",
      stdout: 'deployment.apps/web condition met',
    },
    {
      run:
        minor === 32
          ? 'kubectl autoscale deploy web --min=1 --max=4 --cpu-percent=80'
          : 'kubectl autoscale deploy web --min=1 --max=4 --cpu=80%',
      stdout: 'horizontalpodautoscaler.autoscaling/web autoscaled',
    },
    {
      run: 'kubectl get hpa web',
      stdout:
        /^NAME +REFERENCE +TARGETS +MINPODS +MAXPODS +REPLICAS +AGE\nweb +Deployment\/web +cpu: (<unknown>|\d+%)\/80% +1 +4 +\d +\d+s$/m,
    },
    {
      run: 'kubectl label deploy web tier=front',
      stdout: 'deployment.apps/web labeled',
    },
    {
      run: 'kubectl label deploy web tier=back',
      code: 1,
      stderr:
        "error: 'tier' already has a value (front), and --overwrite is false",
    },
    {
      run: 'kubectl label deploy web tier=back --overwrite',
      stdout: 'deployment.apps/web labeled',
    },
    {
      run: 'kubectl label deploy web tier-',
      stdout: 'deployment.apps/web unlabeled',
    },
    {
      run: 'kubectl label deploy web --list',
      stdout: 'app=web',
    },
    {
      run: 'kubectl annotate deploy --all note=x --overwrite',
      stdout: 'deployment.apps/web annotated',
    },
    {
      run: 'kubectl set serviceaccount deploy/web default',
      stdout: 'deployment.apps/web serviceaccount updated',
    },
    {
      run: 'kubectl set selector svc/none app=web',
      code: 1,
      stderr: 'Error from server (NotFound): services "none" not found',
    },
    {
      run: 'kubectl get events --field-selector=reason=ScalingReplicaSet',
      stdout: /deployment\/web +Scaled up replica set web-\w+ from 0 to 3$/m,
    },
  ],
};
