import { readFileSync } from 'node:fs';
import { messageOf } from '../failures/system-error';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error';
import {
  type ConfigurationKey,
  type ConfigurationKeyName,
  configurationKeys,
} from './configuration-keys';
import { configurationKinds } from './configuration-kinds';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What each key is set to, or its default; a secret that a file holds stands under the key it is for. */
export type Values = Readonly<Partial<Record<ConfigurationKeyName, string>>>;

export function isKeyName(name: string): name is ConfigurationKeyName {
  return name in configurationKeys;
}

/** The key whose value the file that `name` points to holds; undefined for every other key. */
export function secretIn(name: ConfigurationKeyName): ConfigurationKeyName | undefined {
  const { holds }: ConfigurationKey = configurationKeys[name];
  return holds !== undefined && isKeyName(holds) ? holds : undefined;
}

/** @throws ConfigurationError which names all that is wrong. */
export function readValues(environment: Environment): Values {
  const values: Partial<Record<ConfigurationKeyName, string>> = {};
  const problems: ConfigurationProblem[] = [];
  for (const name of Object.keys(configurationKeys).filter(isKeyName)) {
    const read = readKey(name, environment);
    if ('message' in read) problems.push({ key: name, message: read.message });
    else if (read.value !== undefined) values[secretIn(name) ?? name] = read.value;
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return values;
}

type Read = Readonly<{ value: string | undefined }> | Readonly<{ message: string }>;

function readKey(name: ConfigurationKeyName, environment: Environment): Read {
  const key: ConfigurationKey = configurationKeys[name];
  const text = setIn(environment, name) ?? key.default;
  if (text === undefined) return { value: undefined };
  const target = secretIn(name);
  if (target === undefined) return checked(name, text);
  if (setIn(environment, target) === undefined) return fromFile(target, text);
  return { message: `must not be set, since ${target} is: one of the two says it` };
}

/** An empty value counts as unset: that is how compose files and shells pass on an absent one. */
function setIn(environment: Environment, name: string): string | undefined {
  return environment[name] === '' ? undefined : environment[name];
}

/** `from` says where a text stood that the key itself does not hold. */
function checked(name: ConfigurationKeyName, text: string, from = 'its value'): Read {
  const { kind, secret }: ConfigurationKey = configurationKeys[name];
  const { schema, accepts } = configurationKinds[kind];
  if (schema.safeParse(text).success) return { value: text };
  const what =
    secret === true
      ? `${from} is not accepted (it may hold a password and is not shown)`
      : `"${text}" is not accepted`;
  return { message: `${what}; it must be ${accepts}` };
}

/** A secret mounted as a file, as orchestrators hand them over. The line break at its end is no part of it. */
function fromFile(target: ConfigurationKeyName, file: string): Read {
  try {
    const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    return checked(target, text, `what ${file} holds`);
  } catch (error) {
    return { message: `its file cannot be read: ${messageOf(error)}` };
  }
}
