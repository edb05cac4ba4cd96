import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemMachineClock } from '#platform';
import { linesForPrograms } from './log-output';
import { nodePart, type NodeLife } from './node-part';

describe('a program in a process of its own', () => {
  let directory = '';
  let lives: NodeLife[] = [];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-part-'));
    lives = [];
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const partOf = (text: string) => {
    const program = join(directory, 'main.js');
    writeFileSync(program, text);
    return nodePart({
      ...{ name: 'projector', program, environment: process.env },
      clock: new SystemMachineClock(),
      output: linesForPrograms().children,
      readiness: (life) => {
        lives.push(life);
        return Promise.resolve({ ready: life.saidReady });
      },
    });
  };

  it('ends with what it said of its end, however close that came to it', async () => {
    const failure = { message: 'Do it.', mayPass: false };
    const said = JSON.stringify({ failure });
    const part = partOf(`process.send(${said}, undefined, undefined, () => process.exit(1));`);
    expect(await (await part.launch()).ended).toEqual({
      how: 'ended with exit code 1',
      failure,
    });
  });

  it('ends without a word when it said none', async () => {
    const running = await partOf('process.send("hello"); process.exit(3);').launch();
    expect(await running.ended).toEqual({ how: 'ended with exit code 3', failure: undefined });
  });

  it('tells that its database answers, and that it is ready', async () => {
    const part = partOf(
      `process.send('the database answers'); process.send('ready'); setInterval(() => 0, 1000);`,
    );
    const running = await part.launch();
    while (!(await part.readiness()).ready) await new Promise((done) => setTimeout(done, 10));
    expect(lives[0]).toEqual({ saidReady: false, atWorkForMs: undefined });
    expect(lives.at(-1)?.atWorkForMs).toBeGreaterThanOrEqual(0);
    await running.stop();
    expect((await running.ended).how).toMatch(/SIGTERM/);
  });
});
