import { type StreamName } from '#event-log';
import { READ_MODELS } from '../all-read-models';
import { type RowChange } from '../row-writer/row-change';
import { type TableChanges } from '../row-writer/row-writer';
import { type BrokenStream, type Gathered, lastOf } from './gather-operations';
import { operationPlan, type StreamState } from './plan-operation';

/** What is known of the streams of a batch before it. */
export type KnownStreams = Readonly<{
  states: ReadonlyMap<StreamName, StreamState>;
  parked: ReadonlySet<StreamName>;
}>;

/** What a batch does to the tables. */
export type BatchPlan = Readonly<{
  tables: readonly TableChanges[];
  states: ReadonlyMap<StreamName, StreamState>;
  parked: readonly BrokenStream[];
}>;

/**
 * What is to be written for a batch: the rows of operations that follow what is there, and the streams to be
 * parked. What is at or below a stream's projected revision, or of a parked stream, is left out.
 */
export function planOf(batch: readonly Gathered[], known: KnownStreams): BatchPlan {
  const states = new Map<StreamName, StreamState>();
  const parked = new Map<StreamName, BrokenStream>();
  const tables = READ_MODELS.map(({ table }) => ({ table, changes: new Array<RowChange>() }));
  for (const each of batch) {
    const before = states.get(each.stream) ?? known.states.get(each.stream);
    const isParked = known.parked.has(each.stream) || parked.has(each.stream);
    if (isParked || isKnown(each, before)) continue;
    const plan = each.kind === 'broken' ? broken(each) : operationPlan(each, before);
    if (plan.outcome === 'parked') parked.set(each.stream, plan.why);
    else {
      states.set(each.stream, plan.state);
      plan.changes.forEach((changes, place) => tables[place]?.changes.push(...changes));
    }
  }
  return { tables, states, parked: [...parked.values()] };
}

function broken(why: BrokenStream): Readonly<{ outcome: 'parked'; why: BrokenStream }> {
  return { outcome: 'parked', why };
}

function isKnown(each: Gathered, before: StreamState | undefined): boolean {
  const { revision } = each.kind === 'broken' ? each : lastOf(each);
  return before !== undefined && revision <= before.revision;
}
