import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '#platform';
import { linesForPeople } from './log-output';
import { plainWords } from './plain-log-line';

const line = (fields: object): string =>
  JSON.stringify({ level: 30, time: 'now', name: 'api', msg: 'x', ...fields });

describe('a log line in the words for people', () => {
  it.each([
    [{ name: 'ledger', msg: 'starting', part: 'api' }, 'Starting the API …'],
    [{ name: 'ledger', msg: 'stopping', part: 'postgres' }, 'Stopping PostgreSQL …'],
    [{ level: 40, msg: 'lost', err: { message: 'no route' } }, 'api: lost (no route)'],
    [
      { level: 40, name: 'ledger', part: 'projector', msg: 'ended', how: 'fell', why: 'Do it.' },
      'projector: ended (Do it.)',
    ],
  ])('%j', (fields, words) => {
    expect(plainWords(line(fields))).toBe(words);
  });

  it.each([
    { msg: 'projecting' },
    { name: 'ledger', msg: 'started', part: 'api' },
    // The caller was told.
    { level: 40, msg: 'request completed', req: { method: 'GET' } },
    // The supervisor says it.
    { level: 60, msg: 'cannot go on', why: 'Do it.' },
  ])('is none for %j', (fields) => {
    expect(plainWords(line(fields))).toBeUndefined();
  });

  it('is what it is when it is no log line', () => {
    expect(plainWords('Error: Cannot find module')).toBe('Error: Cannot find module');
    expect(plainWords('')).toBeUndefined();
  });
});

describe('the log of a start that people watch', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-log-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('goes to a file whole, from this process and its children, and what matters to the terminal', async () => {
    const said: string[] = [];
    const output = linesForPeople(directory, (text) => said.push(text));
    createLogger('ledger', 'info', output.destination).info({ part: 'api' }, 'starting');
    const text = `${line({ msg: 'fine' })}\n${line({ level: 50, msg: 'not fine' })}`;
    const child = spawn('printf', ['%s\\n', text], { stdio: ['ignore', 'pipe', 'pipe'] });
    output.children.attach(child);
    await once(child, 'close');
    expect(said).toEqual(['Starting the API …', 'api: not fine']);
    const logged = readFileSync(join(directory, 'ledger.log'), 'utf8').trim().split('\n');
    expect(logged.map((each) => (JSON.parse(each) as { msg: string }).msg)).toEqual([
      'starting',
      'fine',
      'not fine',
    ]);
  });
});
