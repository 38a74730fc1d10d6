import { compileMatchers, type Labels } from '@orrery/promql';

import type { Route } from './AlertmanagerConfig';

/** Finds the routes of alerts; patterns are compiled once. Source: Alertmanager 0.25, `dispatch.Route.Match`. */
export function createRouter(
  root: Route,
): (labels: Labels) => readonly Route[] {
  const node = compile(root);
  return labels => match(node, labels) ?? [];
}

/** The labels that name the group of an alert on a route. */
export function groupLabelsOf({ groupBy }: Route, labels: Labels): Labels {
  if (groupBy === 'all') return labels;
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => groupBy.includes(name)),
  );
}

interface RouteNode {
  readonly route: Route;
  readonly matches: (labels: Labels) => boolean;
  readonly children: readonly RouteNode[];
}

function compile(route: Route): RouteNode {
  return {
    route,
    matches: compileMatchers(route.matchers),
    children: route.routes.map(compile),
  };
}

function match(
  { route, matches, children }: RouteNode,
  labels: Labels,
): readonly Route[] | undefined {
  if (!matches(labels)) return undefined;
  const found: Route[] = [];
  for (const child of children) {
    const below = match(child, labels);
    if (below === undefined) continue;
    found.push(...below);
    if (!child.route.continues) break;
  }
  return found.length === 0 ? [route] : found;
}
