import { z } from 'zod';

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', '[::1]', 'localhost'];
const PORT_MAX = 65_535;
const COUNT_MAX = 1_000_000;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whether a host name or address reaches this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_HOSTS.includes(host.toLowerCase());
}

function parsedUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function urlOf(...protocols: readonly string[]): z.ZodType<string> {
  return z.string().refine((text) => {
    const url = parsedUrl(text);
    return url !== undefined && protocols.includes(url.protocol) && url.hostname !== '';
  });
}

/** An issuer is asked for keys that decide who may do what: plain HTTP only where nobody can listen in. */
const issuer = z.string().refine((text) => {
  const url = parsedUrl(text);
  if (url === undefined) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
});

const nonEmpty = z.string().min(1);

/** What a value of each kind looks like: `accepts` ends the sentence "it must be …". */
export const configurationKinds = {
  directory: { accepts: 'a path of a directory', schema: nonEmpty },
  file: { accepts: 'a path of a PEM file', schema: nonEmpty },
  secretFile: { accepts: 'a path of a file that holds one line', schema: nonEmpty },
  host: {
    accepts: 'an IP address or host name, such as 127.0.0.1 or 0.0.0.0',
    schema: z.string().regex(/^[A-Za-z0-9.:-]+$/),
  },
  port: {
    accepts: `a port from 1 to ${PORT_MAX}`,
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .refine((text) => Number(text) >= 1 && Number(text) <= PORT_MAX),
  },
  count: {
    accepts: `a whole number from 1 to ${COUNT_MAX}`,
    schema: z
      .string()
      .regex(/^\d{1,7}$/)
      .refine((text) => Number(text) >= 1 && Number(text) <= COUNT_MAX),
  },
  httpsUrl: { accepts: 'an https:// address', schema: urlOf('https:') },
  issuer: {
    accepts: 'an https:// address, or an http:// one of this machine',
    schema: issuer,
  },
  eventStoreUrl: {
    accepts:
      'an address such as esdb://127.0.0.1:2113?tls=false or esdb+discover://cluster.example',
    // Several hosts separated by commas are lawful here, which URL would refuse.
    schema: z.string().regex(/^(esdb|esdb\+discover):\/\/[^/?#\s]+/),
  },
  databaseUrl: {
    accepts: 'an address such as postgres://user:password@host:5432/ledger',
    schema: urlOf('postgres:', 'postgresql:'),
  },
  instant: {
    accepts: 'an RFC 3339 instant, such as 2021-01-15T00:00:00Z',
    schema: z.iso.datetime({ offset: true }),
  },
  logLevel: {
    accepts: `one of ${LOG_LEVELS.join(', ')}`,
    schema: z.enum(LOG_LEVELS),
  },
  userName: { accepts: 'a name without a colon', schema: z.string().regex(/^[^:]+$/) },
  text: { accepts: 'a text that is not empty', schema: nonEmpty },
} as const satisfies Record<string, { accepts: string; schema: z.ZodType<string> }>;

export type ConfigurationKind = keyof typeof configurationKinds;
