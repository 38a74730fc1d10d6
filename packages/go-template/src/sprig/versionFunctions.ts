import { goFunction, type GoFunctions } from '../functions/GoFunction';
import {
  compareSemanticVersions,
  formatSemanticVersion,
  parseSemanticVersion,
  type SemanticVersion,
} from '../semver/SemanticVersion';
import { parseVersionRange } from '../semver/parseVersionRange';
import { GoStruct } from '../values/GoStruct';

/** Sprig's functions of versions. */
export const versionFunctions: GoFunctions = {
  semver: goFunction(['string'], text => toStruct(versionOf(text))),
  semverCompare: goFunction(['string', 'string'], (rangeText, text) => {
    const range = parseVersionRange(rangeText);
    if (range === undefined)
      throw new Error(`improper constraint: ${rangeText}`);
    return range(versionOf(text));
  }),
};

function versionOf(text: string): SemanticVersion {
  const version = parseSemanticVersion(text);
  if (version === undefined) throw new Error('invalid semantic version');
  return version;
}

function toStruct(version: SemanticVersion): GoStruct {
  const { major, minor, patch, prerelease, metadata, original } = version;
  return new GoStruct('*semver.Version', {
    text: formatSemanticVersion(version),
    methods: new Map([
      ['Major', goFunction([], () => BigInt(major))],
      ['Minor', goFunction([], () => BigInt(minor))],
      ['Patch', goFunction([], () => BigInt(patch))],
      ['Prerelease', goFunction([], () => prerelease)],
      ['Metadata', goFunction([], () => metadata)],
      ['Original', goFunction([], () => original)],
      [
        'Compare',
        goFunction(['any'], other => {
          const text =
            other instanceof GoStruct ? other.text ?? '' : String(other);
          return BigInt(
            Math.sign(compareSemanticVersions(version, versionOf(text))),
          );
        }),
      ],
    ]),
  });
}
