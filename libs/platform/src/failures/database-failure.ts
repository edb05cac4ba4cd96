import { type ConfigurationKeyName } from '../configuration/configuration-keys';
import { PlainError } from './plain-failure';
import { errorCode, messageOf } from './system-error';

interface Database {
  /** host:port */
  readonly place: string;
  readonly user: string;
  readonly name: string;
  readonly key: ConfigurationKeyName;
}

type Words = (database: Database) => string;

const POSTGRES_PORT = '5432';

const refusesUser: Words = ({ place, user, key }) =>
  `PostgreSQL at ${place} does not let the user "${user}" in: correct user and password in ${key}.`;
const nobodyAnswers: Words = ({ place, key }) =>
  `No PostgreSQL answers at ${place}: start it, or correct ${key}.`;

/** By SQLSTATE: what no second try mends. */
const REFUSALS: Readonly<Record<string, Words>> = {
  '28P01': refusesUser,
  '28000': refusesUser,
  '3D000': ({ place, name, key }) =>
    `PostgreSQL at ${place} has no database "${name}": make it (createdb), or correct ${key}.`,
  '42501': ({ name, user }) =>
    `The user "${user}" may not make tables in the database "${name}": make it the owner of the database.`,
};

/** By SQLSTATE and system code: what may pass. */
const ABSENCES: Readonly<Record<string, Words>> = {
  ...{ ECONNREFUSED: nobodyAnswers, ENOTFOUND: nobodyAnswers, EAI_AGAIN: nobodyAnswers },
  ...{ EHOSTUNREACH: nobodyAnswers, ENETUNREACH: nobodyAnswers, ETIMEDOUT: nobodyAnswers },
  ...{ ECONNRESET: nobodyAnswers, EPIPE: nobodyAnswers },
  '57P03': ({ place }) => `PostgreSQL at ${place} is starting or stopping: try again.`,
  '53300': ({ place }) => `PostgreSQL at ${place} has no connection left: raise max_connections.`,
  '53100': ({ place }) => `PostgreSQL at ${place} has no disk space left: make room.`,
};

function describedBy(url: string, key: ConfigurationKeyName): Database {
  const { hostname, port, username, pathname } = new URL(url);
  return {
    place: `${hostname}:${port === '' ? POSTGRES_PORT : port}`,
    user: decodeURIComponent(username),
    name: decodeURIComponent(pathname.slice(1)),
    key,
  };
}

/** What a failure to reach or open a database means, in words that name it and the key that leads there; else the error itself. */
export function databaseFailure(error: unknown, url: string, key: ConfigurationKeyName): unknown {
  const code = errorCode(error) ?? '';
  const refusal = REFUSALS[code];
  const words = refusal ?? ABSENCES[code];
  if (words === undefined) return error;
  const said = messageOf(error);
  const reason = said === '' ? code : said;
  return new PlainError(`${words(describedBy(url, key))} (${reason})`, refusal === undefined);
}
