import type { Enactment, IncidentScene } from './IncidentScene';
import { withMain } from './rollOut';
import { rollOutForNow } from './rollOutForNow';

/**
 * Bad image: the next version is rolled out under the tag of somebody's own build (`-dirty`, as `git describe` says),
 * which was never pushed. Mended by undoing the rollout.
 */
export function rollOutBadImage(scene: IncidentScene): Enactment {
  const rollout = rollOutForNow(scene);
  return {
    begin: () =>
      rollout.out({
        atMs: scene.incident.startMs,
        stuck: 'image',
        cause: `kubectl set image deployment/${scene.incident.target.name} ${scene.incident.target.name}=next release`,
        change: template => {
          const image = nextMinor(template.spec.containers[0].image ?? '');
          return {
            ...withMain(template, () => ({ image })),
            metadata: {
              ...template.metadata,
              labels: {
                ...template.metadata?.labels,
                'app.kubernetes.io/version': image.slice(
                  image.lastIndexOf(':') + 1,
                ),
              },
            },
          };
        },
      }),
    end: rollout.back,
  };
}

/** `shop/web:7.18.2` becomes `shop/web:7.19.0-dirty`. */
function nextMinor(image: string): string {
  const next = image.replace(
    /(:v?\d+)\.(\d+)\.\d+[^:/]*$/,
    (_all, major, minor) => `${major}.${Number(minor) + 1}.0-dirty`,
  );
  return next === image ? `${image.replace(/:[^:/]*$/, '')}:dirty` : next;
}
