import { type AzureReservationAPI } from '@azure/arm-reservations';
import { Agent } from 'undici';
import { issueToken, type MachineClock } from '#platform';
import { CannotGoOn, type ExitCode } from '../exit-codes';
import { onStopSignals } from '../start/stop-signals';
import { type Terminal } from '../terminal.port';
import { demoJson } from './demo-json';
import { priceList } from './demo-prices';
import { type DemoSystem, withDemoSystem } from './demo-system';
import { ledgerCaller } from './ledger-caller';
import { type NumberedScene, playScenes } from './play-scenes';
import { type PlayedScene } from './scene';
import { documentsText, sceneText } from './scene-text';
import { exitCodeOf, verdictOf, verdictText } from './verdict';

export interface DemoRequest {
  readonly scenes: readonly NumberedScene[];
  readonly json: boolean;
  /** Leave the directory of its ledger. */
  readonly keep: boolean;
}

/** What `ledger demo` stands on. */
export interface DemoSurroundings {
  readonly terminal: Terminal;
  readonly clock: MachineClock;
  readonly programs: string;
}

const FIRST_INSTANT = '2021-01-15T00:00:00Z';
const BUYER = { principal: 'alice@contoso.example', roles: [], tenant: undefined };
const ADMINISTRATOR = {
  principal: 'demo@ledger.example',
  roles: ['Ledger.Admin'],
  tenant: undefined,
};
const TOKEN_MS = 3_600_000;
const SECOND_MS = 1_000;

/** Rejects when a signal asks for the end. */
function interruptionOf({ terminal, clock }: DemoSurroundings): Promise<never> {
  const interruption = new Promise<never>((_, reject) => {
    onStopSignals(
      {
        stop: (signal) => {
          reject(new CannotGoOn(`Ended by ${signal} before all scenes were played.`));
        },
        force: () => {
          terminal.say('still stopping the ledger of the demo …');
        },
      },
      clock,
    );
  });
  // It may come when nobody waits for it any more.
  interruption.catch(() => undefined);
  return interruption;
}

/** The official client, which no other verb is to wait for. */
async function buyerOf(
  { url, trust, dataDirectory }: DemoSystem,
  clock: MachineClock,
): Promise<AzureReservationAPI> {
  const { AzureReservationAPI: Client } = await import('@azure/arm-reservations');
  const getToken = async () => ({
    token: await issueToken(dataDirectory, BUYER, clock),
    expiresOnTimestamp: clock.now().getTime() + TOKEN_MS,
  });
  return new Client({ getToken }, { endpoint: url, tlsOptions: { ca: trust } });
}

async function playOn(
  system: DemoSystem,
  scenes: readonly NumberedScene[],
  { terminal, clock }: DemoSurroundings,
): Promise<readonly PlayedScene[]> {
  const { url, trust, dataDirectory } = system;
  const dispatcher = new Agent({ connect: { ca: trust } });
  try {
    const buyer = await buyerOf(system, clock);
    const token = await issueToken(dataDirectory, ADMINISTRATOR, clock);
    const ownersToken = await issueToken(dataDirectory, BUYER, clock);
    const director = ledgerCaller({ url, dispatcher, token });
    await director.send(
      'POST',
      '/priceLists',
      priceList(scenes.flatMap(({ scene }) => scene.prices)),
    );
    return await playScenes(scenes, {
      stage: () => ({
        buyer,
        ledger: ledgerCaller({ url, dispatcher, token }),
        owner: ledgerCaller({ url, dispatcher, token: ownersToken }),
      }),
      moveTo: async (day) => {
        terminal.say(`playing ${day}`);
        await director.send('POST', '/clock', { to: `${day}T12:00:00Z` });
      },
    });
  } finally {
    await dispatcher.close();
  }
}

/** `ledger demo`: plays the worked examples of the documents on a ledger of its own and compares. */
export async function demo(
  { scenes, json, keep }: DemoRequest,
  surroundings: DemoSurroundings,
): Promise<ExitCode> {
  const { terminal, clock, programs } = surroundings;
  const startedAt = clock.now().getTime();
  const place = {
    ...{ programs, keep, testClock: FIRST_INSTANT, say: terminal.say },
    interruption: interruptionOf(surroundings),
  };
  const played = await withDemoSystem(place, (system) => playOn(system, scenes, surroundings));
  const seconds = ((clock.now().getTime() - startedAt) / SECOND_MS).toFixed(1);
  const verdict = verdictOf(played);
  if (json) terminal.print(demoJson(played, verdict, seconds));
  else {
    terminal.print(documentsText(terminal.styling));
    for (const scene of played) terminal.print(sceneText(scene, terminal.styling));
    terminal.print(verdictText(verdict, seconds, terminal.styling));
  }
  return exitCodeOf(verdict);
}
