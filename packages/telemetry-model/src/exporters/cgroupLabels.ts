import { hashText } from '../noise/hash';
import type { Labels } from '../series/Series';

/** How cAdvisor names what runs in a pod: its systemd cgroup, and its id in containerd, 64 hexadecimal digits. */
export function cgroupLabels(podUid: string, name: string): Labels {
  const id = Array.from({ length: 8 }, (_, part) =>
    hashText(`${podUid}/${name}/${part}`).toString(16).padStart(8, '0'),
  ).join('');
  const pod = `kubepods-burstable-pod${podUid.replace(/-/g, '_')}`;
  return {
    id: `/kubepods.slice/kubepods-burstable.slice/${pod}.slice/cri-containerd-${id}.scope`,
    name: id,
  };
}
