import { messageOf } from '#platform';
import { playTogether, type Until } from './director';
import { type PlayedScene, type Scene, type Stage } from './scene';
import { type Entry, scriptInto } from './script';

export interface NumberedScene {
  readonly scene: Scene;
  readonly number: number;
}

/** What all scenes share. */
export interface Theatre {
  /** What a scene calls. */
  readonly stage: () => Pick<Stage, 'buyer' | 'ledger' | 'owner'>;
  readonly moveTo: (day: string) => Promise<void>;
}

/** Plays scenes side by side; answers what each wrote down, in the order given. */
export async function playScenes(
  scenes: readonly NumberedScene[],
  { stage, moveTo }: Theatre,
): Promise<readonly PlayedScene[]> {
  const scripts = scenes.map((): Entry[] => []);
  const plays = scenes.map(({ scene }, index) => async (untilDay: Until) => {
    let today = '';
    const script = scriptInto(scripts[index] ?? [], () => today);
    const until: Until = async (day) => {
      await untilDay(day);
      today = day;
    };
    await scene.play({ ...stage(), ...script, until });
  });
  const ends = await playTogether(plays, moveTo);
  return scenes.map((scene, index) => {
    const end = ends[index];
    const entries = scripts[index] ?? [];
    return end?.status === 'rejected'
      ? { ...scene, entries, failure: messageOf(end.reason) }
      : { ...scene, entries };
  });
}
