import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

export const runs: CommandGroup = {
  kind: 'commands',
  name: 'runs',
  about: 'Pods that run a command: one that ends, reads, or goes on.',
  clients: bothKubectls,
  steps: () => [
    {
      run: 'kubectl run once --image=trial/once:1.0.0 --restart=Never --rm -i --quiet -- echo hello',
      stdout: /^hello$/m,
    },
    {
      run: 'kubectl run reads --image=busybox:1.36 --restart=Never --rm -i --quiet -- cat',
      stdin: 'typed at it\n',
      stdout: /^typed at it$/m,
    },
    {
      run: `kubectl run ticks --image=busybox:1.36 -- sh -c 'n=0; while true; do n=$((n+1)); echo tick $n; sleep 1; done'`,
      stdout: 'pod/ticks created',
    },
    {
      run: 'kubectl wait pod/ticks --for=condition=Ready --timeout=30s',
      stdout: 'pod/ticks condition met',
    },
    {
      run: 'kubectl logs -f ticks',
      until: /tick 2\n/,
      stdout: /^tick 1\ntick 2\n/,
    },
    {
      run: 'kubectl run fails --image=busybox:1.36 --restart=Never --rm -i --quiet -- sh -c "echo once; exit 3"',
      code: 3,
      stdout: /^once$/m,
      stderr: /terminated \(Error\)/,
    },
    {
      run: 'kubectl delete pod ticks --now',
      stdout: /^pod "ticks" deleted/,
    },
  ],
};
