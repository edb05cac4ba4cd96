import { type HttpServer } from './http-server';

/** Connections that became idle are looked for so often while the server stops. */
const LOOK_MILLISECONDS = 25;
/** What was answered has this long to leave; then a connection without a request is cut. */
const LEAVE_MILLISECONDS = 500;

/**
 * A stopping server answers what is under way, at once what only waits for the tables, and says that the connection
 * ends with the answer.
 * Connections that were kept alive, or opened and never used, would otherwise hold it for as long as they are kept.
 */
export function closeConnectionsOnStop(server: HttpServer, endWaits: () => Promise<void>): void {
  const state = { isStopping: false, underWay: 0 };
  server.addHook('onRequest', (_request, _reply, next) => {
    state.underWay += 1;
    next();
  });
  server.addHook('onSend', (_request, reply, _payload, next) => {
    if (state.isStopping) reply.header('connection', 'close');
    next();
  });
  server.addHook('onResponse', (_request, _reply, next) => {
    state.underWay -= 1;
    next();
  });
  server.addHook('preClose', async () => {
    state.isStopping = true;
    const { server: connections } = server;
    let waited = 0;
    const timer = setInterval(() => {
      waited += LOOK_MILLISECONDS;
      if (state.underWay === 0 && waited >= LEAVE_MILLISECONDS) connections.closeAllConnections();
      else connections.closeIdleConnections();
    }, LOOK_MILLISECONDS);
    connections.once('close', () => {
      clearInterval(timer);
    });
    await endWaits();
  });
}
