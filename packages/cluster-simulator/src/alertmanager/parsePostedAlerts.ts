import type { PostedAlert } from '@orrery/alerting';

import { RequestError } from './AlertmanagerAnswer';
import {
  isFields,
  jsonKindOf,
  parseJsonBody,
  textsOf,
  timeMsOf,
} from './readBody';

/** The alerts of `POST /api/v2/alerts`. Throws a RequestError as the generated API of Alertmanager 0.25 answers. */
export function parsePostedAlerts(body: string): readonly PostedAlert[] {
  const value = parseJsonBody(body, 'alerts');
  if (value === null) throw RequestError.required('alerts');
  if (!Array.isArray(value)) {
    throw RequestError.unparsable(
      'alerts',
      `json: cannot unmarshal ${jsonKindOf(
        value,
      )} into Go value of type models.PostableAlerts`,
    );
  }
  const alerts = value.map(entry => {
    const fields = isFields(entry) ? entry : {};
    return {
      labels: textsOf(fields.labels, 'Alert.labels', 'alerts'),
      annotations: textsOf(fields.annotations, '.annotations', 'alerts'),
      startsAtMs: timeMsOf(fields.startsAt, 'alerts'),
      endsAtMs: timeMsOf(fields.endsAt, 'alerts'),
      generatorUrl:
        typeof fields.generatorURL === 'string' ? fields.generatorURL : '',
    };
  });
  return alerts.map(({ labels, generatorUrl, ...alert }, place) => {
    if (generatorUrl !== '' && !/^[a-z][a-z0-9+.-]*:|^\//i.test(generatorUrl)) {
      throw new RequestError(
        422,
        601,
        `${place}.generatorURL in body must be of type uri: ${JSON.stringify(
          generatorUrl,
        )}`,
      );
    }
    if (labels === undefined) throw RequestError.required(`${place}.labels`);
    return { ...alert, generatorUrl, labels };
  });
}
