import { parse } from 'yaml';
import { z } from 'zod';
import { configurationKeys } from '#platform';

const service = z.looseObject({
  image: z.string(),
  restart: z.enum(['unless-stopped', 'no']).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()).default([]) }).optional(),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  networks: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.looseObject({ condition: z.string() })).default({}),
});
const compose = z.looseObject({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.looseObject({ internal: z.boolean().optional() })),
  secrets: z.record(z.string(), z.looseObject({ file: z.string() })).default({}),
});

export type Service = z.infer<typeof service>;
type Compose = z.infer<typeof compose>;

const SECRET = /PASSWORD|SECRET|TOKEN|KEY/;
const VARIABLE = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;
const MOUNTED = /\/run\/secrets\/(\w+)/;
const OURS = /reservation-ledger/;
/** A tag with at least a minor version, or the name that an operator gives the image of this tree. */
const PINNED = /:\d+\.\d+(\.\d+)?(-[\w.-]+)?\}?$/;

/** The services of a compose file, with what they inherit. @throws when it is none. */
export function servicesOf(text: string): Readonly<Record<string, Service>> {
  return composeOf(text).services;
}

function composeOf(text: string): Compose {
  return compose.parse(parse(text, { merge: true }));
}

/** What a compose file must not be run with, in words. */
export function composeProblems(text: string): readonly string[] {
  const file = composeOf(text);
  return [
    ...Object.entries(file.services).flatMap(([name, each]) =>
      serviceProblems(each, file).map((problem) => `${name}: ${problem}`),
    ),
    ...secretProblems(text),
  ];
}

function serviceProblems(each: Service, file: Compose): readonly string[] {
  const isOurs = OURS.test(each.image);
  const checks: readonly (readonly [boolean, string])[] = [
    [PINNED.test(each.image), `${each.image} is not pinned to a version`],
    [each.restart !== undefined, 'has no restart policy'],
    [isChecked(each), 'has no health check'],
    [each.cap_drop.includes('ALL'), 'keeps capabilities that it was not given by name'],
    [each.security_opt.includes('no-new-privileges:true'), 'may gain privileges'],
    [!isOurs || each.read_only, 'can write to its root file system'],
    [
      isOurs || (each.ports.length === 0 && isShutIn(each, file)),
      'is a store that can be reached from outside',
    ],
  ];
  return [
    ...checks.flatMap(([holds, problem]) => (holds ? [] : [problem])),
    ...Object.keys(each.environment)
      .filter((key) => key.startsWith('LEDGER_') && !(key in configurationKeys))
      .map((key) => `${key} is no configuration key`),
    ...missingFrom(each, file),
  ];
}

/** What a service counts on and the file does not have. */
function missingFrom(each: Service, file: Compose): readonly string[] {
  const wanted = Object.values(each.environment).flatMap((value) => {
    const secret = MOUNTED.exec(value)?.[1];
    return secret === undefined || each.secrets.includes(secret) ? [] : [secret];
  });
  return [
    ...Object.keys(each.depends_on)
      .filter((name) => !(name in file.services))
      .map((name) => `depends on ${name}, which is not there`),
    ...each.networks
      .filter((name) => !(name in file.networks))
      .map((name) => `is on the network ${name}, which is not there`),
    ...each.secrets
      .filter((name) => !(name in file.secrets))
      .map((name) => `is given the secret ${name}, which is not there`),
    ...wanted.map((name) => `reads the secret ${name}, which it is not given`),
  ];
}

/** A process that ends by itself is judged by its exit code. */
function isChecked({ healthcheck, restart }: Service): boolean {
  if (healthcheck === undefined) return false;
  return healthcheck.test.length > 0 || restart === 'no';
}

/** The services that no network leads out of the set from. */
export function shutInServices(text: string): readonly string[] {
  const file = composeOf(text);
  return Object.entries(file.services).flatMap(([name, each]) =>
    isShutIn(each, file) ? [name] : [],
  );
}

function isShutIn({ networks }: Service, file: Compose): boolean {
  return networks.length > 0 && networks.every((name) => file.networks[name]?.internal === true);
}

/** A secret is asked for with words that tell what to do; no text of the file stands in for one. */
function secretProblems(text: string): readonly string[] {
  const weak = [...text.matchAll(VARIABLE)]
    .filter(([, name = '']) => SECRET.test(name))
    .filter(([, , operator, words = '']) => operator !== '?' || words.length === 0)
    .map(([variable]) => `${variable} is a secret that must be asked for by ":?"`);
  const literal = Object.entries(composeOf(text).services).flatMap(([name, { environment }]) =>
    Object.entries(environment)
      .filter(([key, value]) => holdsLiteral(key, value))
      .map(([key]) => `${name}: ${key} holds a secret in clear`),
  );
  return [...weak, ...literal];
}

function holdsLiteral(key: string, value: string): boolean {
  const bare = value.replaceAll(VARIABLE, '');
  if (/:\/\/[^/@]*:[^/@]+@/.test(bare)) return true;
  return SECRET.test(key) && bare !== '' && !bare.startsWith('/');
}

/** Which variables a compose file takes from outside; `isRequired` when nothing starts without one. */
export function variablesOf(
  text: string,
): readonly Readonly<{ name: string; isRequired: boolean; standard: string }>[] {
  return [...text.matchAll(VARIABLE)].map(([, name = '', operator, words = '']) => ({
    name,
    isRequired: operator === '?',
    standard: words,
  }));
}
