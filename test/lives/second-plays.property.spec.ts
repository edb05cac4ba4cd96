import { types } from 'node:util';
import {
  type BillingAccount,
  type BillingCommand,
  Calendar,
  type Day,
  type Decision,
  evolve,
  replay,
} from '#ledger-core';
import { type AccountStory } from '../support/account-story';
import { ensure } from './auditors/complaint';
import { livesAsked, seedAsked } from './lives-asked';
import { type Check, firstFailing } from './lives-run';
import { type Attempt, play, type Watch } from './play';
import { inSession } from './trading';

const LIVES = 200;
const MINUTES_10 = 600_000;

const seed = seedAsked();
const lives = livesAsked(LIVES);

function inEveryLife(sentence: string, check: Check): void {
  it(
    sentence,
    () => {
      process.stdout.write(`${lives} lives, LIVES_SEED=${seed}\n`);
      expect(firstFailing({ seed, lives }, check)).toBeUndefined();
    },
    MINUTES_10,
  );
}

/** All there is to know of an account, as text: an `expect` for each step would take most of the time. */
function textOf(account: BillingAccount): string {
  const plain = Object.entries(account).map(([name, member]) => [name, entriesOf(member)]);
  return JSON.stringify(plain);
}

/** By their kind and not their class: what was put away and taken up again is of another realm. */
function entriesOf(member: unknown): unknown {
  if (types.isSet(member)) return [...member];
  if (!types.isMap(member)) return member;
  return [...member].map(([key, value]) => [key, entriesOf(value)]);
}

function ensureSame(one: unknown, other: unknown, complaint: string): void {
  ensure(JSON.stringify(one) === JSON.stringify(other), () => complaint);
}

function decided(attempt: Attempt, command: BillingCommand = attempt.command): Decision {
  const { story, on, principal, terms } = attempt;
  return story.preview(on, command, principal, terms);
}

/** The same refund or exchange again, as the one that carries out its preview. */
function carriedOut(attempt: Attempt): BillingCommand | undefined {
  const { command } = attempt;
  if (command.type !== 'RefundReservation' && command.type !== 'ExchangeReservations')
    return undefined;
  return inSession(command, 'fresh', attempt);
}

/** The daily run of each day, one after the other, and each of them twice. */
function dayByDay(story: AccountStory, from: Day, to: Day): void {
  for (let on = from; on <= to; on = Calendar.addDays(on, 1)) {
    story.through(on);
    story.through(on);
  }
}

describe('when the lives of 200 accounts are lived a second time', () => {
  inEveryLife('a decision leaves the account as it is, and comes out the same again', (life) => {
    const attempt = (of: Attempt) => {
      const before = textOf(of.story.state);
      const first = decided(of);
      ensure(textOf(of.story.state) === before, () => 'A decision changed the account');
      ensureSame(decided(of), first, 'Decided again, it comes out otherwise');
    };
    play(life, { attempt });
  });

  inEveryLife('a preview says what the commit does', (life) => {
    let previewed: Decision | undefined;
    const attempt = (of: Attempt) => {
      previewed = decided(of);
      const commit = carriedOut(of);
      if (commit === undefined || previewed.outcome === 'rejected') return;
      ensureSame(decided(of, commit), previewed, 'Carried out, it is not what the preview said');
    };
    const step: Watch['step'] = ({ command, decision }) => {
      if (previewed !== undefined)
        ensureSame(decision, previewed, `${command?.type ?? 'It'} is not what was previewed`);
      previewed = undefined;
    };
    play(life, { attempt, step });
  });

  inEveryLife('a history folds to the same account in one go and in any two parts', (life) => {
    const { events, state } = play(life);
    const whole = textOf(state);
    ensure(textOf(replay(events)) === whole, () => 'Folded in one go it differs');
    for (const part of [1, 2, 3, 5, 8, 13]) {
      const cut = Math.floor((events.length * part) / 14);
      // Put away and taken up again, as a snapshot is.
      const account = structuredClone(replay(events.slice(0, cut)));
      for (const event of events.slice(cut)) evolve(account, event);
      ensure(textOf(account) === whole, () => `Cut after ${cut} events it differs`);
    }
  });

  inEveryLife(
    'R-TIM-1: the daily run late, or day by day and twice, gives the same history',
    (life) => {
      const late = play(life);
      const daily = play(life, { dailyRun: dayByDay });
      ensureSame(daily.events, late.events, 'Run day by day, the history differs');
      ensure(
        textOf(daily.state) === textOf(late.state),
        () => 'Run day by day, the account differs',
      );
    },
  );
});
