/** Rules that need no series, so that two servers see the same at any time. */
export const liveRules = {
  groups: [
    {
      name: 'live',
      interval: '1s',
      rules: [
        { record: 'live:one', expr: 'vector(1)', labels: { kept: '{{ 1 }}' } },
        { alert: 'LiveFiring', expr: 'vector(1000000) > 5' },
        {
          alert: 'LivePending',
          expr: 'label_replace(vector(0.25), "who", "me", "", "") < 1',
          for: '1h30m',
          keep_firing_for: '5m',
          labels: { severity: '{{ $labels.who | toUpper }}', empty: '' },
          annotations: {
            text: '{{ $value }} {{ $value | humanizePercentage }} {{ humanizeDuration 3661.5 }} {{ humanize 12345678 }} [{{ $labels.none }}]',
            query:
              '{{ with query "vector(7)" }}{{ . | first | value }}{{ end }}',
            failed: '{{ .Nope }}',
            printed: '{{ printf "%.3f|%6.1f|%s|%v|%d" 1.5 2.25 "x" 1e6 3 }}',
            stripped:
              '{{ stripPort "host:80" }} {{ reReplaceAll "a(.)" "$1$1" "abac" }}',
          },
        },
        {
          alert: 'LiveValues',
          expr: 'label_replace(vector(NaN), "n", "nan", "", "") or label_replace(vector(-Inf), "n", "inf", "", "") or label_replace(vector(1e-9), "n", "small", "", "")',
          annotations: { text: '{{ $value }} {{ $value | humanize }}' },
        },
        { alert: 'LiveNone', expr: 'vector(1) > 2', for: '5m' },
        {
          alert: 'LiveTwice',
          expr: 'label_replace(vector(1), "a", "1", "", "") or label_replace(vector(2), "a", "2", "", "")',
          labels: { a: 'same' },
        },
        {
          record: 'live:twice',
          expr: 'label_replace(vector(1), "a", "1", "", "") or label_replace(vector(2), "a", "2", "", "")',
          labels: { a: 'same' },
        },
      ],
    },
    { name: 'empty', rules: [] },
    {
      name: 'limited',
      interval: '1s',
      limit: 1,
      rules: [
        {
          alert: 'LiveLimited',
          expr: 'label_replace(vector(1), "a", "1", "", "") or label_replace(vector(2), "a", "2", "", "")',
        },
      ],
    },
  ],
};
