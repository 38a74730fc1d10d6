import type { ChartFiles } from '../chart/ChartFiles';

const subchart = (name: string): [string, string][] => [
  [
    `charts/${name}/Chart.yaml`,
    `apiVersion: v2\nname: ${name}\nversion: 0.1.5\n`,
  ],
  [
    `charts/${name}/values.yaml`,
    `msg: default
list: [1, 2]
x: { y: z }
exports: { data: { imported: theirs, imported2: yes2 } }
global: { deep: { b: 2 }, only: ${name} }
`,
  ],
  [
    `charts/${name}/templates/cm.yaml`,
    `apiVersion: v1
kind: ConfigMap
metadata: { name: {{ .Release.Name }}-{{ .Chart.Name }} }
data:
  msg: {{ .Values.msg | quote }}
  list: {{ .Values.list | toJson | quote }}
  global: {{ .Values.global | toJson | quote }}
  name: {{ include "common.name" . }}
  template: {{ .Template.Name }}
  isRoot: {{ .Chart.IsRoot | quote }}
`,
  ],
  [
    `charts/${name}/templates/_names.tpl`,
    `{{- define "common.name" -}}from-sub{{- end -}}
{{- define "sub.only" -}}subonly-{{ . }}{{- end -}}
`,
  ],
];

/** A chart that uses whatever charts use: aliases, tags, conditions, imports, globals, files, hooks, and odd YAML. */
export const nastyChart: ChartFiles = new Map([
  [
    'Chart.yaml',
    `apiVersion: v2
name: nasty
version: 1.2.3
appVersion: "7.1"
description: d
keywords: [a, b]
dependencies:
  - name: sub
    version: ">=0.1.0"
    repository: ""
    condition: sub.enabled
    import-values: [data]
  - name: sub
    version: ^0.1
    repository: ""
    alias: other
  - name: sub2
    version: 0.x
    repository: ""
    tags: [back]
`,
  ],
  [
    'values.yaml',
    `global: { env: prod, deep: { a: 1 } }
sub: { enabled: true, msg: parent, list: [9] }
other: { msg: aliased }
tags: { back: false }
image: { repository: nginx, tag: "" }
replicas: 3
big: 1000000
env: { A: "1", B: "two words", C: 'q"uote' }
empty: {}
hosts: [a.example, b.example]
tplText: "{{ .Release.Name }}-{{ .Values.image.repository }}"
imported: mine
odd: { yes: no, octal: 0o17, day: 2020-01-01, at: 12:30:45, tilde: ~, exp: 1e3, hex: 0x1F }
`,
  ],
  ...subchart('sub'),
  ...subchart('sub2'),
  ['files/a.txt', 'hello {{ not a template }}\n'],
  ['files/b.yaml', 'k: v\n'],
  [
    'templates/digests.yaml',
    `{{- if .Values.certificates }}{{ genCA "a" 365 }}{{ htpasswd "a" "b" }}{{ end }}
apiVersion: v1
kind: ConfigMap
metadata: { name: digests }
data:
  sums: {{ list (sha1sum "abc") (sha512sum "é") (adler32sum "Wikipedia") | toJson | quote }}
  base32: {{ list (b32enc "héllo") (b32enc "" ) ("NBSWY3DP" | b32dec) ("1" | b32dec) | toJson | quote }}
  web: {{ urlParse "https://u:p@a.example:8080/x/y?q=1&r=2#frag" | toJson | quote }}
  mail: {{ urlParse "mailto:a@b.example" | toJson | quote }}
  path: {{ urlParse "/only/path" | toJson | quote }}
  joined: {{ urlJoin (dict "scheme" "http" "host" "a.example" "path" "x" "query" "q=1") }}
  mailed: {{ urlJoin (urlParse "mailto:a@b.example") }}
  again: {{ urlJoin (urlParse "https://u:p@a.example:8080/x/y?q=1#frag") }}
  rounds: {{ list (durationRound "2h10m5s") (durationRound "800h") (durationRound "9600h") (durationRound "0.5s") (durationRound "-3m") | toJson | quote }}
  files: {{ list (osBase "/a/b.txt") (osDir "/a/b") (osExt "x.yaml") (osClean "a/../b") (osIsAbs "/a") | toJson | quote }}
  long: {{ shuffle "abc" | len | quote }}{{ randBytes 16 | b64dec | len | toString | trunc 0 }}
`,
  ],
  [
    'templates/_helpers.tpl',
    `{{/*
Name
*/}}
{{- define "common.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "nasty.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ include "common.name" . }}
{{- if .Chart.AppVersion }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}
{{- end }}
`,
  ],
  [
    'templates/all.yaml',
    `{{- $root := . -}}
{{- range $i, $h := .Values.hosts }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $root.Release.Name }}-{{ $i }}
  labels: {{- include "nasty.labels" $root | nindent 4 }}
spec: { ports: [{ port: {{ add 80 $i }}, name: {{ $h | quote }} }] }
{{- end }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "common.name" . }}
  annotations:
    checksum/config: {{ include (print $.Template.BasePath "/cm.yaml") . | sha256sum }}
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      containers:
        - name: c
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          env:
          {{- range $k, $v := .Values.env }}
            - name: {{ $k }}
              value: {{ $v | quote }}
          {{- end }}
          {{- with .Values.empty }}
          never: {{ . }}
          {{- else }}
          args: [{{ range until 3 }}"{{ . }}",{{ end }}]
          {{- end }}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: hook
  annotations: { "helm.sh/hook": "pre-install,post-upgrade", "helm.sh/hook-weight": "-5", "helm.sh/hook-delete-policy": before-hook-creation }
`,
  ],
  [
    'templates/cm.yaml',
    `apiVersion: v1
kind: ConfigMap
metadata: { name: cm }
data:
  tpl: {{ tpl .Values.tplText . }}
  numbers: "{{ .Values.big }} {{ int .Values.big }} {{ .Values.big | int64 | add 1 }} {{ 1.5e20 }} {{ printf "%.4g %v" 1234.5 .Values.big }}"
  file: {{ .Files.Get "files/a.txt" | quote }}
  lookup: {{ lookup "v1" "Secret" "ns" "x" | toJson | quote }}
  capabilities: "{{ .Capabilities.APIVersions.Has "apps/v1" }} {{ .Capabilities.KubeVersion.Minor }} {{ .Capabilities.KubeVersion.Version }}"
  imported: {{ .Values.imported }} {{ .Values.imported2 }}
  missing: "[{{ .Values.nope }}] [{{ .Values.nope | default "dd" }}] {{ if and .Values.nope .Values.nope.x }}x{{ else }}y{{ end }} {{ (.Values.a).b }}"
  chart: "{{ .Chart.Name }} {{ .Chart.Keywords }} {{ .Chart.Description }} {{ .Chart.Type }} {{ .Release }}"
  values: |-
    {{- toYaml .Values | nindent 4 }}
  odd: |-
    {{- list "multi\\nline\\n" "tab\\tx" "" "y" "null" "~" "2020-01-01" "1e3" "0x10" "a: b" "# x" "é" "a #b" " lead" "trail " "{x" "'x" "\\"x" "x:" ":x" "? x" "-" "=" "1_000" "1:30" "08" "a\\n\\nb\\n\\n" " a\\nb" 1.5e-7 1e21 nil true (repeat 30 "long ") (repeat 30 "it's: ") (list (list 1) (dict "b" (list 1 (dict "c" list)) "a10" 1 "a2" dict)) | toYaml | nindent 4 }}
  fromYaml: {{ fromYaml "a: [1, {b: yes}]\\nx: 010\\nz: 1_000\\nt: 12:30:45" | toJson | quote }}
  glob: |-
    {{- (.Files.Glob "files/*").AsConfig | nindent 4 }}
  secrets: |-
    {{- (.Files.Glob "files/*.yaml").AsSecrets | nindent 4 }}
  lines: {{ .Files.Lines "files/a.txt" | toJson | quote }}
  subchart: {{ include "sub.only" 3 }}
  {{- range $path, $_ := .Files.Glob "files/*.txt" }}
  path: {{ $path }} {{ $.Files.Get $path | trim | quote }}
  {{- end }}
  {{- range $i := until 5 }}{{ if eq $i 1 }}{{ continue }}{{ end }}{{ if gt $i 3 }}{{ break }}{{ end }}
  r{{ $i }}: {{ $i }}
  {{- end }}
`,
  ],
  ['templates/NOTES.txt', 'Thanks {{ .Release.Name }}\n'],
]);
