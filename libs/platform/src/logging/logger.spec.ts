import { createLogger } from './logger';

function linesOf(write: (logger: ReturnType<typeof createLogger>) => void): object[] {
  const lines: object[] = [];
  const destination = { write: (line: string) => lines.push(JSON.parse(line) as object) };
  write(createLogger('projector', 'info', destination));
  return lines;
}

describe('a logger', () => {
  it('writes one JSON object a line, with its name and an RFC 3339 time', () => {
    const lines = linesOf((logger) => {
      logger.info({ account: 'a1' }, 'parked');
    });
    expect(lines).toEqual([
      expect.objectContaining({
        name: 'projector',
        msg: 'parked',
        account: 'a1',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      }),
    ]);
  });

  it('keeps to its level', () => {
    const lines = linesOf((logger) => {
      logger.debug('not written');
    });
    expect(lines).toEqual([]);
  });

  it('never writes a token or a password', () => {
    const text = JSON.stringify(
      linesOf((logger) => {
        logger.info({ req: { headers: { authorization: 'Bearer secret' } } }, 'request');
        logger.info({ token: 'secret', password: 'secret' }, 'start');
        logger.info({ databaseUrl: 'postgres://ledger:secret@h/d' }, 'start');
      }),
    );
    expect(text).toContain('[not logged]');
    expect(text).not.toContain('secret');
  });
});
