import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type EventStoreNode } from '#event-store-node';
import { type NodeMetrics } from '../metrics/node-metrics';

/** What the endpoints answer from. */
export type Surroundings = Readonly<{
  node: Pick<EventStoreNode, 'readiness'>;
  metrics: Pick<NodeMetrics, 'text' | 'contentType'>;
}>;

export type HealthAndMetrics = Readonly<{ close: () => Promise<void> }>;

type Answer = Readonly<{ status: number; type: string; text: string }>;
type Endpoint = (surroundings: Surroundings) => Promise<Answer>;

const OK = 200;
const NOT_FOUND = 404;
const METHOD_NOT_ALLOWED = 405;
const FAILED = 500;
const UNAVAILABLE = 503;

const json = (status: number, body: object): Answer => ({
  ...{ status, type: 'application/json; charset=utf-8' },
  text: JSON.stringify(body),
});

const live: Endpoint = () => Promise.resolve(json(OK, { status: 'live' }));

const ready: Endpoint = async ({ node }) => {
  const readiness = await node.readiness();
  return readiness.ready
    ? json(OK, { status: 'ready' })
    : json(UNAVAILABLE, { status: 'notReady', why: readiness.why });
};

const metricsText: Endpoint = async ({ metrics }) => ({
  ...{ status: OK, type: metrics.contentType },
  text: await metrics.text(),
});

const ENDPOINTS = new Map<string, Endpoint>([
  ['/health/live', live],
  ['/health/ready', ready],
  ['/metrics', metricsText],
]);

/** Serves health and metrics over plain HTTP: sums only, open to whoever reaches the address. */
export async function serveHealthAndMetrics(
  host: string,
  port: number,
  surroundings: Surroundings,
): Promise<HealthAndMetrics> {
  const server = createServer((request, response) => {
    void answerTo(request.method, request.url, surroundings).then((answer) => {
      send(response, answer);
    });
  });
  await once(server.listen(port, host), 'listening');
  return {
    close: async () => {
      const closed = once(server.close(), 'close');
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerTo(
  method: string | undefined,
  url: string | undefined,
  surroundings: Surroundings,
): Promise<Answer> {
  const [path = ''] = (url ?? '').split('?');
  const endpoint = ENDPOINTS.get(path);
  if (endpoint === undefined)
    return json(NOT_FOUND, { error: 'There are /health/live, /health/ready and /metrics.' });
  if (method !== 'GET' && method !== 'HEAD')
    return json(METHOD_NOT_ALLOWED, { error: 'This is only read.' });
  try {
    return await endpoint(surroundings);
  } catch (error) {
    return json(FAILED, { error: error instanceof Error ? error.message : 'not known' });
  }
}

function send(response: ServerResponse, { status, type, text }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(text),
  });
  // Node itself leaves the body of an answer to HEAD out.
  response.end(text);
}
