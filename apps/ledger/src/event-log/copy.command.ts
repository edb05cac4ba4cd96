import {
  type EventStore,
  isSameAddress,
  openStore,
  StoreUnavailable,
  transfer,
  type TransferPhase,
  type TransferReport,
} from '#event-transfer';
import { type CommandSurroundings } from '../command-surroundings';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { type JsonOption } from '../options';
import { asExit } from './backup-failures';
import { progressOf } from './backup-progress';
import { copyJson, copyText } from './copy.text';
import { whenInterrupted } from './copy-interrupted';
import {
  at,
  type CopyPlace,
  ensureTwoDirectories,
  sourcePlace,
  type StoreAt,
  targetPlace,
} from './copy-place';

export type CopyRequest = JsonOption & Readonly<{ from: string; to: string }>;

const STAYS =
  'Interrupted. What was copied stays; the same command, given again, compares it and goes on after it.';
const DONE: Readonly<Record<TransferPhase, string>> = {
  comparing: 'compared with those that are there',
  appending: 'copied or there before',
  verifying: 'of the copy read again',
};

function failureOf(error: unknown): unknown {
  const known = asExit(error);
  if (!(error instanceof StoreUnavailable)) return known;
  const next = 'What was copied stays: give the same command again when it is there.';
  return new CannotGoOn(`${error.message}\n${next}`, EXIT.unavailable);
}

type Both<Side> = Readonly<{ source: Side; target: Side }>;

/** @throws CannotGoOn if they are the same by their addresses */
function ensureTwoAddresses({ source, target }: Both<CopyPlace>): void {
  if (source.kind !== 'address' || target.kind !== 'address') return;
  if (isSameAddress(source.address, target.address))
    throw new CannotGoOn(
      'FROM and TO are the same event store, by their addresses.',
      EXIT.wrongUsage,
    );
}

/** Each store gives its own instants: where all are the same, one store was compared with itself. */
function ensureTwoStores(
  { sameInstants, appended }: TransferReport,
  places: Both<CopyPlace>,
): void {
  const areGiven = places.source.kind === 'address' && places.target.kind === 'address';
  if (areGiven && sameInstants && appended === 0)
    throw new CannotGoOn(
      'FROM and TO are the same event store by two names, or one was made from the files of the other: each event was written at the same instant in both. Nothing was copied.',
      EXIT.refused,
    );
}

/** Asks the source before a target is made for it. @throws StoreUnavailable */
async function ensureAnswers(store: EventStore): Promise<void> {
  const reading = store.pages()[Symbol.asyncIterator]();
  await reading.next();
  await reading.return?.();
}

async function answering({ address, knownAs }: StoreAt): Promise<void> {
  const store = openStore(address, knownAs);
  try {
    await ensureAnswers(store);
  } finally {
    await store.close();
  }
}

async function copied(
  { from, to }: Readonly<{ from: StoreAt; to: StoreAt }>,
  places: Both<CopyPlace>,
  { json }: CopyRequest,
  surroundings: CommandSurroundings,
): Promise<ExitCode> {
  const { terminal, clock } = surroundings;
  const source = openStore(from.address, from.knownAs);
  const target = openStore(to.address, to.knownAs);
  const stopListening = whenInterrupted(STAYS, terminal);
  const say = progressOf(surroundings);
  try {
    const report = await transfer(source, target, {
      now: () => clock.now(),
      saw: ({ phase, events, share }) => {
        say(events, DONE[phase], share);
      },
    });
    ensureTwoStores(report, places);
    const copy = { report, from: source.name, to: target.name, leftOut: source.leftOut() };
    terminal.print(json ? copyJson(copy) : copyText(copy, terminal.styling));
    return report.chains.broken === 0 ? EXIT.done : EXIT.failed;
  } finally {
    stopListening();
    await Promise.all([source.close(), target.close()]);
  }
}

/** `ledger event-log copy`: one event store's log into another, compared before and read again after. */
export async function copyEventLog(
  request: CopyRequest,
  surroundings: CommandSurroundings,
): Promise<ExitCode> {
  try {
    ensureTwoDirectories(request.from, request.to);
    const source = await sourcePlace(request.from);
    const places = { source, target: await targetPlace(request.to) };
    ensureTwoAddresses(places);
    return await at(source, surroundings, async (from) => {
      await answering(from);
      return at(places.target, surroundings, (to) =>
        copied({ from, to }, places, request, surroundings),
      );
    });
  } catch (error) {
    throw failureOf(error);
  }
}
