import { InFlight } from './in-flight';

type Work = Readonly<{ finish: () => void; fail: () => void }>;

function started() {
  const running: Work[] = [];
  const work = () =>
    new Promise<string>((resolve, reject) => {
      running.push({
        finish: () => {
          resolve('done');
        },
        fail: () => {
          reject(new Error('failed'));
        },
      });
    });
  return { running, work };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('no more run at once than the bound says, and the others follow in order', async () => {
  const inFlight = new InFlight(2);
  const { running, work } = started();
  const all = [1, 2, 3].map(() => inFlight.run(work));
  await turn();
  expect(running).toHaveLength(2);
  running[0]?.finish();
  await turn();
  expect(running).toHaveLength(3);
  running[1]?.finish();
  running[2]?.finish();
  expect(await Promise.all(all)).toEqual(['done', 'done', 'done']);
});

test('a work that fails gives its place to the next', async () => {
  const inFlight = new InFlight(1);
  const { running, work } = started();
  const first = inFlight.run(work);
  const second = inFlight.run(work);
  const third = inFlight.run(work);
  running[0]?.fail();
  await expect(first).rejects.toThrow('failed');
  await turn();
  running[1]?.finish();
  await turn();
  running[2]?.finish();
  expect(await Promise.all([second, third])).toEqual(['done', 'done']);
});

test('after all have ended there is room again', async () => {
  const inFlight = new InFlight(1);
  const { running, work } = started();
  for (const n of [0, 1, 2]) {
    const run = inFlight.run(work);
    await turn();
    running[n]?.finish();
    expect(await run).toBe('done');
  }
});
