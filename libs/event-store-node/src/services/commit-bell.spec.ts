import { CommitBell } from './commit-bell';

function storageThatCommits() {
  const listeners = new Set<() => void>();
  const onCommit = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  const commit = () => {
    for (const listener of listeners) listener();
  };
  return { onCommit, commit, listeners };
}

test('a commit wakes who waits', async () => {
  const storage = storageThatCommits();
  const bell = new CommitBell(storage, new AbortController().signal);
  const woken = bell.rung();
  storage.commit();
  await woken;
});

test('a commit before the wait is not slept through, and wakes once', async () => {
  const storage = storageThatCommits();
  const bell = new CommitBell(storage, new AbortController().signal);
  storage.commit();
  await bell.rung();
  let woken = false;
  const next = bell.rung().then(() => {
    woken = true;
  });
  await new Promise(setImmediate);
  expect(woken).toBe(false);
  storage.commit();
  await next;
});

test('a client that leaves wakes who waits for it, and a silenced bell is forgotten', async () => {
  const storage = storageThatCommits();
  const client = new AbortController();
  const bell = new CommitBell(storage, client.signal);
  const woken = bell.rung();
  client.abort();
  await woken;
  bell.silence();
  expect(storage.listeners.size).toBe(0);
});
