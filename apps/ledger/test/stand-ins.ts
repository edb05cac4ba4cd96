import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Each notes down when it starts and when it is asked to stop, and does the least that counts as ready. */
const NOTE = `
const { appendFileSync, readFileSync } = require('node:fs');
const { LEDGER_DATA_DIR: home } = process.env;
const role = require('node:path').basename(require('node:path').dirname(__dirname));
const note = (what) => appendFileSync(home + '/notes', role + ' ' + what + ' ' + process.pid + '\\n');
note('up');
process.on('SIGTERM', () => { note('stopped'); process.exit(0); });
setInterval(() => 0, 1000);
`;
const PROGRAMS: Readonly<Record<string, string>> = {
  'event-store-node': `${NOTE}
require('node:net').createServer((socket) => socket.on('error', () => 0).end())
  .listen(Number(process.env.LEDGER_EVENTSTORE_NODE_PORT), '127.0.0.1');`,
  projector: `${NOTE}
process.send('ready');`,
  api: `${NOTE}
const { LEDGER_DATABASE_URL: database, LEDGER_EVENTSTORE_URL: events, LEDGER_TEST_CLOCK: clock } = process.env;
const tls = { cert: readFileSync(home + '/tls/server.pem'), key: readFileSync(home + '/tls/server-key.pem') };
require('node:https').createServer(tls, (request, response) => {
  response.writeHead(request.url === '/health/ready' ? 200 : 404).end(JSON.stringify({ database, events, clock }));
}).listen(Number(process.env.LEDGER_PORT), '127.0.0.1');`,
};

/** Programs in the place of the real ones, for specs of the supervisor; answers the directory to find them in. */
export function writeStandIns(parent: string): string {
  for (const [role, text] of Object.entries(PROGRAMS)) {
    const directory = join(parent, 'programs', role, 'src');
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'main.js'), text);
  }
  return join(parent, 'programs');
}
