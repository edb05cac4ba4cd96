import { AzureReservationAPI } from '@azure/arm-reservations';
import { Agent } from 'undici';
import { PLAIN } from '../presentation/styling';
import { playTogether } from './director';
import { ledgerCaller } from './ledger-caller';
import { playScenes } from './play-scenes';
import { type PlayedScene, type Scene, type Stage } from './scene';
import { sceneText } from './scene-text';
import { SCENES } from './scenes/all-scenes';
import { exitCodeOf, verdictOf, verdictText } from './verdict';
import { wrapped } from '../presentation/wrapped';

/** A scene that calls nobody. */
function sceneThat(play: (stage: Stage) => void | Promise<void>): Scene {
  return {
    name: 'arithmetic',
    title: 'What is left of 1,800.00 USD',
    sayings: [
      {
        ...{ document: 'Self-service, 2021', heading: 'Refund policies', rules: ['R-CAP-3'] },
        ...{ says: 'The limit falls by what is cancelled.', quote: '48 200 USD' },
      },
    ],
    prices: [],
    play: async (stage) => {
      await play(stage);
    },
  };
}

async function played(...scenes: readonly Scene[]): Promise<readonly PlayedScene[]> {
  const nowhere = { url: 'https://localhost:1', dispatcher: new Agent(), token: '' };
  const caller = ledgerCaller(nowhere);
  const buyer = new AzureReservationAPI({ getToken: () => Promise.resolve(null) });
  return playScenes(
    scenes.map((scene, index) => ({ scene, number: index + 1 })),
    {
      stage: () => ({ buyer, ledger: caller, owner: caller }),
      moveTo: () => Promise.resolve(),
    },
  );
}

const agreeing = sceneThat(({ expects }) => {
  expects('limit', '48,200.00 USD', '48,200.00 USD');
});

describe('the scenes of the demo', () => {
  it('share one clock, which moves to the earliest day that any of them waits for', async () => {
    const seen: string[] = [];
    const play =
      (name: string, days: readonly string[]) => async (until: (day: string) => Promise<void>) => {
        for (const day of days) {
          await until(day);
          seen.push(`${name} ${day}`);
        }
      };
    await playTogether(
      [
        play('a', ['2021-01-15', '2022-06-20']),
        play('b', ['2021-01-15', '2021-03-29', '2023-01-01']),
      ],
      (day) => {
        seen.push(`clock ${day}`);
        return Promise.resolve();
      },
    );
    expect(seen).toEqual([
      ...['clock 2021-01-15', 'a 2021-01-15', 'b 2021-01-15'],
      ...['clock 2021-03-29', 'b 2021-03-29'],
      ...['clock 2022-06-20', 'a 2022-06-20'],
      ...['clock 2023-01-01', 'b 2023-01-01'],
    ]);
  });

  it('go on when one of them fails, which is told as a difference', async () => {
    const failing = sceneThat(async ({ until }) => {
      await until('2021-01-15');
      throw new Error('the ledger has gone');
    });
    const patient = sceneThat(async ({ expects, until }) => {
      await until('2021-01-16');
      expects('limit', '50,000.00 USD', '50,000.00 USD');
    });
    const { differences } = verdictOf(await played(failing, patient));
    expect(differences).toEqual([
      'scene 1 could not be played: the ledger has gone',
      'scene 1 compared nothing',
    ]);
  });

  it('end with a failure when the clock cannot be moved', async () => {
    const ends = await playTogether([(until) => until('2021-01-15')], () =>
      Promise.reject(new Error('409')),
    );
    expect(ends).toMatchObject([{ status: 'rejected' }]);
  });

  it('each have a name, rules, and products that no other scene buys', () => {
    const skus = SCENES.map(({ prices }) => [...new Set(prices.map(({ sku }) => sku))]);
    for (const unique of [SCENES.map(({ name }) => name), skus.flat()])
      expect(new Set(unique).size).toBe(unique.length);
    for (const { sayings } of SCENES)
      for (const { rules } of sayings) expect(rules.join()).toMatch(/^R-[A-Z]+-\d/);
  });
});

describe('the verdict of the demo', () => {
  it('is exit code 0 when everything agrees', async () => {
    const verdict = verdictOf(await played(agreeing));
    expect(exitCodeOf(verdict)).toBe(0);
    expect(verdictText(verdict, '1.0', PLAIN)).toBe(
      '1 scene, 1 comparison, 1.0 seconds: the ledger says what the documents say.',
    );
  });

  it.each([
    ['by a cent', '48,200.00 USD', '48,200.01 USD'],
    ['by a digit that cannot be seen in the money', '48,200.00 USD', '48,200.000 USD'],
  ])('is exit code 1 when a figure differs %s, which it names', async (_, document, ledger) => {
    const differing = sceneThat(({ expects }) => {
      expects('limit', document, ledger);
    });
    const verdict = verdictOf(await played(agreeing, differing));
    expect(exitCodeOf(verdict)).toBe(1);
    expect(verdictText(verdict, '1.0', PLAIN)).toBe(
      `2 scenes, 2 comparisons, 1.0 seconds: 1 difference.\n✗ scene 2, limit: the document says ${document}, the ledger ${ledger}`,
    );
  });

  it('is exit code 1 when a scene compared nothing', async () => {
    expect(exitCodeOf(verdictOf(await played(sceneThat(() => undefined))))).toBe(1);
  });
});

describe('a scene for people', () => {
  it('has the words of the document, what was done, the working, and both figures beside each other', async () => {
    const scene = sceneThat(async ({ expects, reckons, shows, tells, until }) => {
      await until('2022-06-20');
      tells('The reservation is refunded.');
      shows({ answer: {}, text: () => 'Refund cap' });
      reckons('50,000.00 − 1,800.00 = 48,200.00');
      expects('limit', '48,200.00 USD', '48,200.00 USD');
      expects('used', '1,800.00 USD', '1,799.99 USD');
    });
    const [only] = await played(scene);
    expect(only === undefined ? '' : sceneText(only, PLAIN)).toBe(
      [
        '1. What is left of 1,800.00 USD',
        '─'.repeat(96),
        'Self-service, 2021, “Refund policies”  R-CAP-3',
        '  The limit falls by what is cancelled.',
        '  « 48 200 USD »',
        '',
        '2022-06-20  The reservation is refunded.',
        '',
        '    │ Refund cap',
        '',
        '            By hand: 50,000.00 − 1,800.00 = 48,200.00',
        '',
        '            what   document says  ledger says',
        '            limit  48,200.00 USD  48,200.00 USD  ✓',
        '            used   1,800.00 USD   1,799.99 USD   ✗',
        '',
      ].join('\n'),
    );
  });

  it('says where it could not go on', async () => {
    const failing = sceneThat(() => {
      throw new Error('gone');
    });
    const [only] = await played(failing);
    expect(only === undefined ? '' : sceneText(only, PLAIN)).toContain(
      '✗ It could not be played: gone',
    );
  });

  it('breaks its lines between words', () => {
    expect(wrapped('one two three', 7)).toBe('one two\nthree');
    expect(wrapped('unbreakable word', 4)).toBe('unbreakable\nword');
  });
});
