import { Calendar, tenantId } from '#ledger-core';
import {
  chainStart,
  commandHash,
  commandId,
  InMemoryEventStore,
  mintedId,
  verifyChain,
} from '#event-log';
import {
  add,
  buyer,
  order,
  promise,
  raiseLimit,
  stranger,
  tallyStream,
} from '../../test/tally.stream';
import { processOn, storedEvents } from '../../test/tally.process';
import { meanwhile, refused } from '../../test/faulty.event-log';

describe('one operation is one append', () => {
  test('whose first event says what was asked, by whom, on what grounds, and what was answered', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    const done = await executor.execute(add('a', 3));
    const events = await storedEvents(log);

    expect(log.appends).toHaveLength(1);
    expect(events.map(({ type, data }) => ({ type, data }))).toEqual([
      {
        type: 'OperationAccepted',
        data: {
          kind: 'RecordPayment',
          operationId: 'a',
          on: '2021-06-15',
          principal: { id: 'buyer', roles: [] },
          request: { amount: 3 },
          inputs: { limit: 10 },
          answer: { on: '2021-06-15', total: 3, kept: 0 },
        },
      },
      { type: 'Tallied', data: { amount: 3, note: mintedId(commandId('Tally', 'a'), 'line', 1) } },
    ]);
    expect(done).toEqual({
      outcome: 'done',
      answer: { on: '2021-06-15', total: 3, kept: 0 },
      position: events[1]?.position,
      replayed: false,
    });
  });

  test('and whose metadata name the command, the actor and the business time', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    await executor.execute(add('a', 3));
    const [first, second] = await storedEvents(log);
    const id = commandId('Tally', 'a');

    expect(first?.metadata).toMatchObject({
      commandId: id,
      index: 0,
      size: 2,
      commandHash: commandHash({
        kind: 'RecordPayment',
        target: 'contoso',
        request: { amount: 3 },
      }),
      actor: { kind: 'principal', id: 'buyer' },
      effectiveOn: '2021-06-15',
      recordedAt: '2021-06-15T12:00:00.000Z',
      $correlationId: id,
      $causationId: id,
    });
    expect(second?.metadata).toMatchObject({ commandId: id, index: 1, size: 2 });
  });
});

describe('a command that stands in the stream', () => {
  test('is answered with its first answer and writes nothing', async () => {
    const { executor, log, clock } = processOn(new InMemoryEventStore());
    const first = await executor.execute(add('a', 3));
    await executor.execute(add('b', 4));
    clock.turnTo('2021-09-01T00:00:00Z');

    expect(await executor.execute(add('a', 3))).toEqual({ ...first, replayed: true });
    expect(log.appends).toHaveLength(2);
  });

  test('is answered so by another process too', async () => {
    const store = new InMemoryEventStore();
    const first = await processOn(store).executor.execute(add('a', 3));
    const other = processOn(store, { at: '2021-09-01T00:00:00Z' });

    expect(await other.executor.execute(add('a', 3))).toEqual({ ...first, replayed: true });
    expect(other.log.appends).toEqual([]);
  });

  test('is answered so to a process that has an older state of the stream', async () => {
    const store = new InMemoryEventStore();
    const other = processOn(store);
    await other.executor.execute(add('a', 3));
    const one = processOn(store);
    await one.executor.execute(add('b', 4));
    const first = await one.executor.execute(add('c', 1));

    expect(await other.executor.execute(add('c', 1))).toEqual({ ...first, replayed: true });
    expect(await storedEvents(one.log)).toHaveLength(6);
  });

  test('with another request under the same id is refused', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    await executor.execute(add('a', 3));

    expect(await executor.execute(add('a', 4))).toEqual({
      outcome: 'rejected',
      rejection: { code: 'KeyReused' },
    });
    expect(log.appends).toHaveLength(1);
  });

  test('is not answered to another principal when its order says so', async () => {
    const { executor } = processOn(new InMemoryEventStore());
    const ofAnotherPrincipal = { code: 'QuoteOfAnotherPrincipal' } as const;
    await executor.execute(add('a', 3, { ofAnotherPrincipal }));

    expect(
      await executor.execute(add('a', 3, { principal: stranger, ofAnotherPrincipal })),
    ).toEqual({ outcome: 'rejected', rejection: ofAnotherPrincipal });
  });

  test('is refused to another tenant’s principal of the same name, as to a stranger', async () => {
    const { executor } = processOn(new InMemoryEventStore());
    const ofAnotherPrincipal = { code: 'QuoteOfAnotherPrincipal' } as const;
    const inTenant = (tenant: string) =>
      add('a', 3, { principal: { ...buyer, tenantId: tenantId(tenant) }, ofAnotherPrincipal });
    await executor.execute(inTenant('contoso-tenant'));

    expect(await executor.execute(inTenant('fabrikam-tenant'))).toEqual({
      outcome: 'rejected',
      rejection: ofAnotherPrincipal,
    });
    expect(await executor.execute(inTenant('contoso-tenant'))).toMatchObject({ replayed: true });
  });

  test('was not spent when it was refused', async () => {
    const { executor } = processOn(new InMemoryEventStore());
    expect(await executor.execute(add('a', 11))).toMatchObject({ outcome: 'rejected' });
    await executor.execute(raiseLimit('b', 20));

    expect(await executor.execute(add('a', 11))).toMatchObject({
      outcome: 'done',
      replayed: false,
    });
  });
});

describe('catching up', () => {
  test('does all that is due through the day first, a day at a time, in appends of their own', async () => {
    const { executor, log, clock } = processOn(new InMemoryEventStore());
    await executor.execute(promise('late', '2021-07-02'));
    await executor.execute(promise('early', '2021-07-01'));
    await executor.execute(promise('later than today', '2021-07-04'));
    clock.turnTo('2021-07-03T09:00:00Z');

    expect(await executor.execute(add('a', 1))).toMatchObject({ answer: { kept: 2 } });
    expect(log.appends.slice(3).map(({ events }) => events.map(({ type }) => type))).toEqual([
      ['OperationAccepted', 'PromiseKept'],
      ['OperationAccepted', 'PromiseKept'],
      ['OperationAccepted', 'Tallied'],
    ]);
    const due = (await storedEvents(log)).slice(6, 10);
    expect(due.map(({ metadata }) => metadata.effectiveOn)).toEqual([
      '2021-07-01',
      '2021-07-01',
      '2021-07-02',
      '2021-07-02',
    ]);
    expect(due[0]).toMatchObject({
      data: { kind: 'RunDueDay', operationId: '2021-07-01', principal: { id: 'ledger' } },
      metadata: {
        commandId: commandId('RunDueDay', tallyStream, '2021-07-01', '5'),
        actor: { kind: 'system', task: 'daily-run' },
        recordedAt: '2021-07-03T09:00:00.000Z',
      },
    });
  });

  test('asks again until nothing of the day is left', async () => {
    const { executor, clock, log } = processOn(new InMemoryEventStore());
    await executor.execute(promise('three parts', '2021-07-01', 3));
    clock.turnTo('2021-07-01T00:00:00Z');

    expect(await executor.execute(add('a', 1))).toMatchObject({ answer: { kept: 3 } });
    const kept = (await storedEvents(log)).filter(({ type }) => type === 'PromiseKept');
    expect(new Set(kept.map(({ metadata }) => metadata.commandId)).size).toBe(3);
  });

  test('happens before a command that is refused as well', async () => {
    const { executor, clock, log } = processOn(new InMemoryEventStore());
    await executor.execute(promise('p', '2021-07-01'));
    clock.turnTo('2021-07-01T00:00:00Z');

    expect(await executor.execute(add('a', 11))).toMatchObject({ outcome: 'rejected' });
    expect(await storedEvents(log)).toHaveLength(4);
  });

  test('that does not come through leaves the command undecided', async () => {
    const { executor, clock, log } = processOn(new InMemoryEventStore());
    await executor.execute(promise('p', '2021-07-01'));
    clock.turnTo('2021-07-01T00:00:00Z');
    log.faults.push(refused);

    expect(await executor.execute(add('a', 1))).toMatchObject({ outcome: 'unavailable' });
    expect(await storedEvents(log)).toHaveLength(2);
  });

  test('by the daily run is the same work, and nothing the second time', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    await executor.execute(promise('p', '2021-07-01', 2));
    const through = Calendar.day('2021-07-31');
    const first = await executor.catchUp(tallyStream, through);
    const again = await executor.catchUp(tallyStream, through);

    expect(first).toMatchObject({ outcome: 'caughtUp', answers: [{ kept: 1 }, { kept: 1 }] });
    expect(again).toMatchObject({ outcome: 'caughtUp', answers: [] });
    expect((await storedEvents(log)).map(({ metadata }) => metadata.effectiveOn)).toEqual([
      '2021-06-15',
      '2021-06-15',
      ...Array.from({ length: 4 }, () => '2021-07-01'),
    ]);
  });

  test('by the daily run sees what another process has written since', async () => {
    const store = new InMemoryEventStore();
    const one = processOn(store);
    await one.executor.execute(add('a', 1));
    await processOn(store).executor.execute(promise('p', '2021-07-01'));

    const run = await one.executor.catchUp(tallyStream, Calendar.day('2021-07-01'));
    expect(run).toMatchObject({ outcome: 'caughtUp', answers: [{ kept: 1 }] });
  });

  test('by two processes at once is done once', async () => {
    const store = new InMemoryEventStore();
    const one = processOn(store, { at: '2021-07-01T00:00:00.001Z' });
    const two = processOn(store, { at: '2021-07-01T00:00:00.002Z' });
    one.clock.turnTo('2021-06-15T00:00:00Z');
    await one.executor.execute(promise('p', '2021-07-01', 2));
    one.clock.turnTo('2021-07-01T00:00:00.001Z');
    await two.preview(add('look', 1));
    await one.preview(add('look', 1));
    two.log.faults.push(meanwhile(() => one.executor.execute(add('a', 1))));

    expect(await two.executor.execute(add('b', 1))).toMatchObject({
      answer: { kept: 2, total: 2 },
    });
    const events = await storedEvents(one.log);
    expect(events.filter(({ type }) => type === 'PromiseKept')).toHaveLength(2);
    expect(verifyChain(chainStart(tallyStream), events)).toMatchObject({ outcome: 'whole' });
  });
});

describe('the day of an account never goes back', () => {
  test('a command older than its latest day takes that day and is decided for it', async () => {
    const store = new InMemoryEventStore();
    await processOn(store, { at: '2021-06-16T00:00:10Z' }).executor.execute(add('a', 1));
    const older = processOn(store, { at: '2021-06-15T23:59:50Z' });

    expect(await older.executor.execute(add('b', 1))).toMatchObject({
      answer: { on: '2021-06-16' },
    });
    const last = (await storedEvents(older.log)).at(-1);
    expect(last?.metadata).toMatchObject({
      effectiveOn: '2021-06-16',
      recordedAt: '2021-06-16T00:00:00.000Z',
    });
  });

  test('one that learns of the later day by a conflict gathers its inputs again for it', async () => {
    const store = new InMemoryEventStore();
    const older = processOn(store, { at: '2021-06-15T23:59:50Z' });
    const ahead = processOn(store, { at: '2021-06-16T00:00:10Z' });
    await older.executor.execute(add('a', 1));
    const gatheredFor: string[] = [];
    const gathering = order('c', {}, {}, (state, { on }) => {
      gatheredFor.push(on);
      return { outcome: 'accepted', events: [], inputs: { priceOf: on }, answer: { on } };
    });
    older.log.faults.push(meanwhile(() => ahead.executor.execute(add('b', 1))));

    expect(await older.executor.execute(gathering)).toMatchObject({ answer: { on: '2021-06-16' } });
    expect(gatheredFor).toEqual(['2021-06-15', '2021-06-16']);
  });
});

describe('a preview', () => {
  test('decides on the head of the stream with all done that is due, and writes nothing', async () => {
    const store = new InMemoryEventStore();
    const { executor, preview, clock, log } = processOn(store);
    await executor.execute(promise('p', '2021-07-01', 2));
    await processOn(store).executor.execute(add('elsewhere', 4));
    clock.turnTo('2021-07-01T08:00:00Z');
    const previewed = await preview(add('a', 1));

    expect(previewed).toMatchObject({
      outcome: 'previewed',
      result: { decided: { outcome: 'accepted', answer: { total: 5, kept: 2 } } },
      moment: { on: '2021-07-01', at: '2021-07-01T08:00:00.000Z' },
    });
    expect(await storedEvents(log)).toHaveLength(4);
  });

  test('comes to what the command then comes to, with the same state and ids', async () => {
    const { executor, preview, clock } = processOn(new InMemoryEventStore());
    await executor.execute(promise('p', '2021-07-01', 3));
    clock.turnTo('2021-07-01T08:00:00Z');
    const previewed = await preview(add('a', 1));
    const decidedOn: unknown[] = [];
    const watched = add('a', 1);
    const done = await executor.execute({
      ...watched,
      decide: (state, moment) => {
        decidedOn.push(structuredClone(state));
        return watched.decide(state, moment);
      },
    });

    if (previewed.outcome !== 'previewed' || previewed.result.decided.outcome !== 'accepted')
      throw new Error('the preview was refused');
    expect(done).toMatchObject({ answer: previewed.result.decided.answer });
    expect(decidedOn).toEqual([previewed.result.state]);
  });

  test('leaves no trace in the state that commands are decided on', async () => {
    const { executor, preview, clock } = processOn(new InMemoryEventStore());
    await executor.execute(promise('p', '2021-07-01'));
    clock.turnTo('2021-07-01T08:00:00Z');
    await preview(add('a', 1));
    clock.turnTo('2021-06-30T08:00:00Z');

    expect(await executor.execute(add('b', 1))).toMatchObject({ answer: { kept: 0 } });
  });
});
