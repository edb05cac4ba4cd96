import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  composeProblems,
  type Service,
  servicesOf,
  shutInServices,
  variablesOf,
} from './compose-file';
import { copiedFrom, imageProblems, instructionsOf } from './image-file';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const COMPOSE = read('docker-compose.yml');
const CLUSTER = read('docker-compose.cluster.yml');
const DOCKERFILE = read('Dockerfile');
const BUILT = /\bdist\/(\S+)\.js$/;

/** The text with one thing changed. It fails where that thing is no longer there. */
function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, () => to);
}

/** Sources of the programs that words of a command name. */
function programsIn(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const source = BUILT.exec(word)?.[1];
    return source === undefined ? [] : [`${source}.ts`];
  });
}

describe('docker-compose.yml', () => {
  it('has nothing that must not be run', () => {
    expect(composeProblems(COMPOSE)).toEqual([]);
  });

  it.each([
    ['postgres:17.10-bookworm', 'postgres:latest', 'postgres: postgres:latest is not pinned'],
    ['  restart: unless-stopped\n', '', 'eventstore: has no restart policy'],
    ['    healthcheck: { disable: true }\n', '', 'migrate: has no health check'],
    ['  cap_drop: [ALL]\n', '', 'eventstore: keeps capabilities'],
    ['  security_opt: [no-new-privileges:true]\n', '', 'api-1: may gain privileges'],
    ['  read_only: true\n', '', 'projector: can write to its root file system'],
    ['stores: { internal: true }', 'stores: {}', 'eventstore: is a store that can be reached'],
    ['LEDGER_TLS_KEY:', 'LEDGER_TLS_KEYS:', 'api-2: LEDGER_TLS_KEYS is no configuration key'],
    ['${TLS_KEY_FILE:?', '${TLS_KEY_FILE:-', 'is a secret that must be asked for by ":?"'],
    ['ledger:${POSTGRES_PASSWORD:?', 'ledger:pw${X:?', 'LEDGER_DATABASE_URL holds a secret'],
    ['POSTGRES_PASSWORD: ${', 'POSTGRES_PASSWORD: pw${', 'POSTGRES_PASSWORD holds a secret'],
    ['\n  eventstore:\n', '\n  esdb:\n', 'api-2: depends on eventstore, which is not there'],
    [
      '[tls_certificate, tls_key]',
      '[tls_key]',
      'reads the secret tls_certificate, which it is not',
    ],
    ['\n  tls_key:\n', '\n  key:\n', 'api-1: is given the secret tls_key, which is not there'],
    ['\n  edge: {}', '\n  out: {}', 'api-1: is on the network edge, which is not there'],
  ])('is found out when %j becomes %j', (from, to, problem) => {
    expect(composeProblems(changed(COMPOSE, from, to)).join('\n')).toContain(problem);
  });

  it('starts programs that the build makes', () => {
    const words = Object.values(servicesOf(COMPOSE)).flatMap(
      ({ entrypoint = [], command = [], healthcheck }) => [
        ...[...entrypoint, ...command, ...(healthcheck?.test ?? [])],
      ],
    );
    const programs = programsIn(words);
    expect(new Set(programs).size).toBe(3);
    expect(programs.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('runs two APIs that differ in nothing but the port they are reached at', () => {
    const { 'api-1': one, 'api-2': two } = servicesOf(COMPOSE);
    expect(one?.ports).toHaveLength(1);
    expect(one?.ports).not.toEqual(two?.ports);
    expect({ ...one, ports: [] }).toEqual({ ...two, ports: [] });
  });

  it('names the image by the version of this tree', () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')));
    expect(servicesOf(COMPOSE)['api-1']?.image).toContain(`reservation-ledger:${version}}`);
    expect(instructionsOf(DOCKERFILE)).toContainEqual({ name: 'ARG', words: `VERSION=${version}` });
  });
});

/** What a service has that does not depend on where the stores are. */
function apartFromStores(each: Service | undefined): unknown {
  const addresses = /^LEDGER_(DATABASE|EVENTSTORE)_URL/;
  const entries = Object.entries(each?.environment ?? {}).filter(([key]) => !addresses.test(key));
  return {
    ...each,
    environment: Object.fromEntries(entries),
    secrets: each?.secrets.filter((name) => name.startsWith('tls_')),
    networks: [],
    depends_on: {},
  };
}

describe('docker-compose.cluster.yml', () => {
  it('has nothing that must not be run', () => {
    expect(composeProblems(CLUSTER)).toEqual([]);
  });

  it('leaves nobody without a way to stores that are elsewhere', () => {
    expect(shutInServices(COMPOSE)).toEqual(['eventstore', 'postgres', 'migrate', 'projector']);
    expect(shutInServices(CLUSTER)).toEqual([]);
  });

  it('runs what docker-compose.yml runs, but for the stores', () => {
    const cluster = servicesOf(CLUSTER);
    const ours = Object.entries(servicesOf(COMPOSE)).filter(
      ([name]) => name !== 'eventstore' && name !== 'postgres',
    );
    expect(Object.keys(cluster)).toEqual(ours.map(([name]) => name));
    for (const [name, each] of ours)
      expect([name, apartFromStores(cluster[name])]).toEqual([name, apartFromStores(each)]);
  });

  it('takes every address of a store from a file', () => {
    for (const { environment } of Object.values(servicesOf(CLUSTER)))
      expect(environment).toMatchObject({
        LEDGER_DATABASE_URL_FILE: '/run/secrets/database_url',
        LEDGER_EVENTSTORE_URL_FILE: '/run/secrets/eventstore_url',
      });
  });
});

describe('.env.example', () => {
  const example = new Map(
    [...read('.env.example').matchAll(/^(# )?([A-Z]\w+)=(.*)$/gm)].map(
      ([, sign, name = '', value = '']) => [name, { isOptional: sign !== undefined, value }],
    ),
  );
  const variables = variablesOf(COMPOSE);
  const own = variablesOf(CLUSTER).filter(({ name }) => variables.every((v) => v.name !== name));

  it('tells of what the two compose files take, and of which is used', () => {
    const names = [...variables, ...own].map(({ name }) => name);
    expect([...example.keys()].sort()).toEqual([...new Set(names), 'COMPOSE_FILE'].sort());
    expect(existsSync(join(ROOT, example.get('COMPOSE_FILE')?.value ?? ''))).toBe(true);
  });

  it('has no value for what is required', () => {
    for (const { name, isRequired, standard } of variables)
      expect([name, example.get(name)]).toEqual([
        name,
        isRequired ? { isOptional: false, value: '' } : { isOptional: true, value: standard },
      ]);
  });

  it('leaves what only the cluster needs to those who have one', () => {
    for (const { name, isRequired } of own)
      expect([name, isRequired, example.get(name)]).toEqual([
        name,
        true,
        { isOptional: true, value: '' },
      ]);
  });
});

describe('the Dockerfile', () => {
  it('makes nothing that must not be run', () => {
    expect(imageProblems(DOCKERFILE)).toEqual([]);
  });

  it.each([
    ['node:20.20.2-bookworm-slim', 'node:20', 'is not pinned'],
    ['FROM ${NODE} AS runtime', 'FROM debian AS runtime', 'a stage has a base of its own'],
    ['USER 10001:10001', 'USER root', 'the user is not a number other than root'],
    ['USER 10001:10001\n', '', 'the user is not a number other than root'],
    ['STOPSIGNAL SIGTERM', 'STOPSIGNAL SIGKILL', 'it is not stopped by SIGTERM'],
    ['ENTRYPOINT ["node", ', 'ENTRYPOINT node ["', 'no exec form'],
    ['HEALTHCHECK --interval', 'HEALTHCHECK NONE #', 'it has no health check'],
    ['COPY package.json LICENSE ./', 'COPY . ./', 'it copies all'],
    ['docs/openapi.json docs/policy-rules.md docs/', 'docs/openapi.json docs/', 'lacks a file'],
  ])('is found out when %j becomes %j', (from, to, problem) => {
    expect(imageProblems(changed(DOCKERFILE, from, to)).join('\n')).toContain(problem);
  });

  it('copies what is in the tree, and what .dockerignore lets in', () => {
    const copied = copiedFrom(instructionsOf(DOCKERFILE));
    const ignored = read('.dockerignore').split('\n');
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(ignored.find((line) => line !== '' && !line.startsWith('#'))).toBe('*');
    for (const path of copied) expect(ignored).toContain(`!${path.split('/')[0] ?? ''}`);
  });

  it('is given neither installed packages, nor data, nor settings, nor history', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(
      expect.arrayContaining(['**/node_modules', '**/.git', '**/.ledger*', '**/.env', '**/dist']),
    );
  });

  it('starts the command line', () => {
    const entrypoint = instructionsOf(DOCKERFILE).find(({ name }) => name === 'ENTRYPOINT');
    const words: unknown = parse(entrypoint?.words ?? '');
    expect(words).toEqual(['node', 'dist/apps/ledger/src/main.js']);
    expect(existsSync(join(ROOT, 'apps/ledger/src/main.ts'))).toBe(true);
  });
});
