import {
  parseAllDocuments,
  type Document,
  type ScalarTag,
  type Tags,
} from 'yaml';

/** As Go writes octal numbers; YAML 1.1 has `017` only. */
const goOctal: ScalarTag = {
  identify: () => false,
  default: true,
  tag: 'tag:yaml.org,2002:int',
  test: /^[-+]?0o[0-7_]+$/,
  resolve: text => Number(text.replaceAll('_', '')),
};

/** Go reads dates and times of day as texts. */
export function goTags(tags: Tags): Tags {
  const others = tags.filter(tag => {
    if (typeof tag === 'string') return true;
    return (
      !('format' in tag && tag.format === 'TIME') &&
      !tag.tag.endsWith(':timestamp')
    );
  });
  return [goOctal, ...others];
}

/**
 * Reads a YAML document as Helm does (goyaml's mixture of YAML 1.1 and 1.2): `yes` is true, dates are texts. An empty text is
 * undefined. Throws an Error for what is not YAML.
 */
export function parseGoYaml(text: string): unknown {
  const [document] = parseAllDocuments(text, {
    version: '1.1',
    customTags: goTags,
  });
  return document === undefined ? undefined : toPlain(document);
}

function toPlain(document: Document.Parsed): unknown {
  const [error] = document.errors;
  if (error !== undefined)
    throw new Error(error.message.split('\n')[0].replace(/:$/, ''), {
      cause: error,
    });
  return document.toJS({ maxAliasCount: 1000 });
}
