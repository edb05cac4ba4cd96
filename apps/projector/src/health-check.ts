import { loadProjectorConfiguration, messageOf } from '#platform';
import { projectorHere } from '#read-models';

/** For container engines: exit code 0 when the projector of this container has its session on the database. */
async function check(): Promise<number> {
  try {
    const state = await projectorHere(loadProjectorConfiguration().databaseUrl);
    process.stdout.write(`${state}\n`);
    return state === 'absent' ? 1 : 0;
  } catch (error) {
    process.stdout.write(`${messageOf(error)}\n`);
    return 1;
  }
}

void check().then((code) => {
  process.exitCode = code;
});
