import { alert, record } from './alert';

/** What goes wrong with machines and with scraping them. */
export const nodeRules = {
  groups: [
    {
      name: 'node-exporter.rules',
      interval: '30s',
      rules: [
        record(
          'instance:node_cpu_utilisation:rate5m',
          '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
        ),
        record(
          'instance:node_memory_utilisation:ratio',
          '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
        ),
        record(
          'instance:node_filesystem_utilisation:ratio',
          'max by (instance) (1 - node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"})',
        ),
        record(
          'cluster:node_cpu:ratio_rate5m',
          'avg(instance:node_cpu_utilisation:rate5m)',
        ),
      ],
    },
    {
      name: 'node-exporter',
      rules: [
        alert(
          'NodeFilesystemSpaceFillingUp',
          'node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"} < 0.25 and predict_linear(node_filesystem_avail_bytes{mountpoint="/"}[1h], 12 * 3600) < 0',
          {
            for: '15m',
            severity: 'warning',
            summary: 'A disk will be full within twelve hours.',
            description:
              'Disk {{ $labels.device }} of {{ $labels.instance | stripPort }} has {{ $value | humanizePercentage }} left and is filling up.',
          },
        ),
        alert(
          'NodeFilesystemAlmostOutOfSpace',
          'node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"} < 0.05',
          {
            for: '5m',
            severity: 'critical',
            summary: 'A disk is nearly full.',
            description:
              'Disk {{ $labels.device }} of {{ $labels.instance | stripPort }} has {{ $value | humanizePercentage }} left.',
          },
        ),
        alert('NodeCPUHigh', 'instance:node_cpu_utilisation:rate5m > 0.9', {
          for: '15m',
          severity: 'info',
          summary: 'A machine is busy.',
          description:
            'The processors of {{ $labels.instance | stripPort }} are busy for {{ $value | humanizePercentage }} of the time.',
        }),
        alert(
          'NodeMemoryHigh',
          'instance:node_memory_utilisation:ratio > 0.95',
          {
            for: '15m',
            severity: 'warning',
            summary: 'A machine has no memory left.',
            description:
              '{{ $labels.instance | stripPort }} uses {{ $value | humanizePercentage }} of its memory.',
          },
        ),
      ],
    },
    {
      name: 'general',
      rules: [
        alert(
          'TargetDown',
          '100 * (count by (job) (up == 0) / count by (job) (up)) > 10',
          {
            for: '10m',
            severity: 'warning',
            summary: 'Targets cannot be scraped.',
            description:
              '{{ printf "%.4g" $value }}% of the targets of job {{ $labels.job }} are down.',
          },
        ),
        alert('Watchdog', 'vector(1)', {
          severity: 'none',
          summary: 'Alerting works.',
          description:
            'This alert always fires. Where it does not arrive, nothing else does.',
        }),
      ],
    },
  ],
};
