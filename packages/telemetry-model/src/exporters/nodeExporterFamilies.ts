import { valueNoise } from '../noise/valueNoise';
import type { Labels } from '../series/Series';
import type { Family } from './defineFamilies';
import {
  cpuSeries,
  loadSeries,
  lossSeries,
  memorySeries,
  nodeFamily,
  perRequest,
  ROOT_BYTES,
  rootSeries,
} from './nodeSeries';

const MEBIBYTE = 1_048_576;
const ETH0: Labels = { device: 'eth0' };
const NVME: Labels = { device: 'nvme0n1' };

/** What node-exporter tells of the machines. */
export const NODE_EXPORTER_FAMILIES: readonly Family[] = [
  nodeFamily(
    'counter',
    'node_cpu_seconds_total',
    'Seconds the CPUs spent in each mode.',
    cpuSeries,
  ),
  nodeFamily('gauge', 'node_load1', '1m load average.', loadSeries(60_000)),
  nodeFamily('gauge', 'node_load5', '5m load average.', loadSeries(300_000)),
  nodeFamily('gauge', 'node_load15', '15m load average.', loadSeries(900_000)),
  nodeFamily(
    'gauge',
    'node_memory_MemTotal_bytes',
    'Memory information field MemTotal_bytes.',
    memorySeries(total => total),
  ),
  nodeFamily(
    'gauge',
    'node_memory_MemAvailable_bytes',
    'Memory information field MemAvailable_bytes.',
    memorySeries((total, used) => total - used),
  ),
  nodeFamily(
    'gauge',
    'node_memory_MemFree_bytes',
    'Memory information field MemFree_bytes.',
    memorySeries((total, used) => (total - used) * 0.42),
  ),
  nodeFamily(
    'gauge',
    'node_memory_Cached_bytes',
    'Memory information field Cached_bytes.',
    memorySeries((total, used) => (total - used) * 0.5),
  ),
  nodeFamily(
    'gauge',
    'node_memory_Buffers_bytes',
    'Memory information field Buffers_bytes.',
    memorySeries(
      (total, used, timeMs) =>
        (total - used) * 0.015 +
        MEBIBYTE * (1 + valueNoise(3, timeMs / 600_000)),
    ),
  ),
  nodeFamily(
    'gauge',
    'node_filesystem_size_bytes',
    'Filesystem size in bytes.',
    rootSeries(() => ROOT_BYTES),
  ),
  nodeFamily(
    'gauge',
    'node_filesystem_avail_bytes',
    'Filesystem space available to non-root users in bytes.',
    rootSeries(used => ROOT_BYTES * 0.95 - used),
  ),
  nodeFamily(
    'gauge',
    'node_filesystem_free_bytes',
    'Filesystem free space in bytes.',
    rootSeries(used => ROOT_BYTES - used),
  ),
  nodeFamily(
    'counter',
    'node_network_receive_bytes_total',
    'Network device statistic receive_bytes.',
    perRequest(ETH0, 5_800, 21_000),
  ),
  nodeFamily(
    'counter',
    'node_network_transmit_bytes_total',
    'Network device statistic transmit_bytes.',
    perRequest(ETH0, 9_400, 33_000),
  ),
  nodeFamily(
    'counter',
    'node_network_receive_errs_total',
    'Network device statistic receive_errs.',
    lossSeries(140),
  ),
  nodeFamily(
    'counter',
    'node_network_receive_drop_total',
    'Network device statistic receive_drop.',
    lossSeries(35),
  ),
  nodeFamily(
    'counter',
    'node_network_transmit_drop_total',
    'Network device statistic transmit_drop.',
    lossSeries(20),
  ),
  nodeFamily(
    'counter',
    'node_disk_read_bytes_total',
    'The total number of bytes read successfully.',
    perRequest(NVME, 320, 9_000),
  ),
  nodeFamily(
    'counter',
    'node_disk_written_bytes_total',
    'The total number of bytes written successfully.',
    perRequest(NVME, 1_900, 120_000),
  ),
  nodeFamily(
    'counter',
    'node_disk_io_time_seconds_total',
    'Total seconds spent doing I/Os.',
    meter => [
      {
        labels: NVME,
        sample: timesMs =>
          meter.busySeconds(timesMs).map(seconds => seconds * 0.021),
      },
    ],
  ),
  nodeFamily(
    'gauge',
    'node_boot_time_seconds',
    'Node boot time, in unixtime.',
    meter => [
      {
        sample: timesMs => timesMs.map(() => Math.floor(meter.bootMs / 1_000)),
      },
    ],
  ),
  nodeFamily(
    'gauge',
    'node_uname_info',
    'Labeled system information as provided by the uname system call.',
    meter => [
      {
        labels: {
          nodename: meter.node.name,
          release: meter.node.kernelVersion,
          sysname: 'Linux',
          machine: meter.node.kernelVersion.includes('arm64')
            ? 'aarch64'
            : 'x86_64',
          domainname: '(none)',
          version: '#1 SMP PREEMPT_DYNAMIC',
        },
        sample: timesMs => timesMs.map(() => 1),
      },
    ],
  ),
];
