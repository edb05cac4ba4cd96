import { Command, InvalidArgumentError, Option } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { withJson } from '../options';
import { demo } from './demo.command';
import { type NumberedScene } from './play-scenes';
import { SCENES } from './scenes/all-scenes';

interface DemoOptions {
  readonly scene: readonly NumberedScene[];
  readonly keep?: true;
  readonly json?: true;
}

const NUMBERED: readonly NumberedScene[] = SCENES.map((scene, index) => ({
  scene,
  number: index + 1,
}));

function sceneNamed(text: string): NumberedScene {
  const found = NUMBERED.find(
    ({ scene, number }) => scene.name === text || String(number) === text,
  );
  if (found === undefined)
    throw new InvalidArgumentError(
      `It must be a number from 1 to ${NUMBERED.length}, or one of ${SCENES.map(({ name }) => name).join(', ')}.`,
    );
  return found;
}

/** The verb `demo`. */
export function demoVerb(surroundings: CommandSurroundings): Command {
  const scenes = NUMBERED.map(
    ({ scene, number }) =>
      `  ${String(number).padStart(2)}  ${scene.name.padEnd(18)}${scene.title}`,
  );
  const verb = new Command('demo')
    .summary('play the worked examples of the documents, and compare')
    .description(
      `Starts a ledger of its own in a temporary directory, plays the worked
examples of the two documents on it with the official client, and prints each
paper and statement beside what the document says. Stops and removes it then.
Exit code 0 only if everything agrees.`,
    )
    .addOption(
      new Option('--scene <scene>', 'play this scene, by number or name; repeat it for more')
        .argParser((text: string, chosen: readonly NumberedScene[]) => [
          ...new Set([...chosen, sceneNamed(text)]),
        ])
        .default([], 'all'),
    )
    .option('--keep', 'leave the directory of its ledger, and say where it is');
  return withJson(verb)
    .addHelpText(
      'after',
      `
Scenes:
${scenes.join('\n')}

Examples:
  $ ledger demo
  $ ledger demo --scene eighteenth-month --scene 2`,
    )
    .action(async ({ scene, keep, json }: DemoOptions) => {
      const chosen = scene.length === 0 ? NUMBERED : scene;
      const request = { scenes: chosen, keep: keep ?? false, json: json ?? false };
      surroundings.exitWith(await demo(request, surroundings));
    });
}
