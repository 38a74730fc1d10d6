import { isIP, isIPv4, isIPv6 } from 'node:net';

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': text =>
    /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d/.test(text) &&
    !Number.isNaN(Date.parse(text)),
  date: text =>
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  duration: text => /^-?(\d+(\.\d+)?\s*(ns|us|µs|ms|[smhdw]))+$/.test(text),
  uuid: text => /^[\da-f]{8}(-?[\da-f]{4}){3}-?[\da-f]{12}$/i.test(text),
  ipv4: isIPv4,
  ipv6: isIPv6,
  cidr: text => {
    const [, address = '', bits] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
    const family = isIP(address);
    return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
  },
  mac: text => /^[\da-f]{2}(([:-])[\da-f]{2}){5}$/i.test(text),
  hostname: text =>
    text.length <= 253 &&
    /^[a-z\d]([-a-z\d]*[a-z\d])?(\.[a-z\d]([-a-z\d]*[a-z\d])?)*\.?$/i.test(
      text,
    ),
  email: text => /^[^\s@<>]+@[^\s@<>]+$/.test(text),
  uri: text => URL.canParse(text),
  byte: text => text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text),
};

/** Whether a text is of one of the formats that the API server checks; every text is of the others. Source: kube-openapi's strfmt. */
export function isOfFormat(format: string, text: string): boolean {
  return !Object.hasOwn(formats, format) || formats[format](text);
}
