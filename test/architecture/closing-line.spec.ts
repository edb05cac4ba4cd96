import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inTemporaryDirectory, repositoryRoot, writeTree } from './sample-trees';

const green = {
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};

/** The lines and the exit code for a report of jest, or for none. */
function closed(report: string | undefined): Readonly<{ lines: readonly string[]; code: number }> {
  return inTemporaryDirectory((directory) => {
    if (report !== undefined) writeTree(directory, { 'jest.json': report });
    const script = join(repositoryRoot, '.ci/closing-line.cjs');
    const run = spawnSync(process.execPath, [script, join(directory, 'jest.json')], {
      encoding: 'utf8',
    });
    return { lines: run.stdout.trimEnd().split('\n'), code: run.status ?? -1 };
  });
}

describe('the closing line of CI', () => {
  it.each([
    ['all pass', green, ['7 passed, 0 failed'], 0],
    ['a test fails', { ...green, success: false, numFailedTests: 2 }, ['7 passed, 2 failed'], 1],
    [
      'a suite does not load',
      { ...green, success: false, numRuntimeErrorTestSuites: 1 },
      ['7 passed, 1 failed'],
      1,
    ],
    ['jest itself fails', { ...green, success: false }, ['7 passed, 1 failed'], 1],
    ['nothing ran', { ...green, numPassedTests: 0 }, ['0 passed, 1 failed'], 1],
    [
      'some did not run',
      { ...green, numPendingTests: 3 },
      ['3 did not run', '7 passed, 0 failed'],
      0,
    ],
  ])('says so when %s', (_, report, lines, code) => {
    expect(closed(JSON.stringify(report))).toEqual({ lines, code });
  });

  it('is a failure when there is no report', () => {
    expect(closed(undefined)).toEqual({ lines: ['0 passed, 1 failed'], code: 1 });
  });

  it('is a failure when the report was cut off', () => {
    expect(closed('{"success":tr')).toEqual({ lines: ['0 passed, 1 failed'], code: 1 });
  });
});
