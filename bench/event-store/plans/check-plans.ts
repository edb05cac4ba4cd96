import { readFileSync, statSync } from 'node:fs';
import { fixed, table } from '../../figures';
import { type CleanUp } from '../clean-up';
import { connectedClient, disconnect } from '../load/connected-client';
import { startBenchedNode } from '../subjects/benched-node';
import { NODE_DATABASE, type StoreDatabase } from '../subjects/store-database';
import { askEverything } from './asked-everything';
import { type LoggedPlan, loggedPlans, scansTheLog, shapeOf, touchesTheLog } from './logged-plans';

const STATEMENT_SHOWN = 120;

/** The server itself notes the plan of each statement it was sent, with the values and the times of the real one. */
const SETTINGS: Readonly<Record<string, string>> = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_parameter_max_length': '0',
};

async function note(database: StoreDatabase, isOn: boolean): Promise<void> {
  await database.withClient(async (client) => {
    for (const [name, value] of Object.entries(SETTINGS))
      await client.query(
        `alter database ${NODE_DATABASE} ${isOn ? `set ${name} = '${value}'` : `reset ${name}`}`,
      );
  });
}

/** What a node sends while it starts and while it is asked for everything. */
async function plansOf(database: StoreDatabase, cleanUp: CleanUp): Promise<readonly LoggedPlan[]> {
  const before = statSync(database.serverLog).size;
  await note(database, true);
  const node = await startBenchedNode(database.url, `${database.directory}/node.log`);
  cleanUp.add(node.stop);
  const client = await connectedClient(node.port);
  await askEverything(client);
  await disconnect(client);
  await node.stop();
  await note(database, false);
  const log = readFileSync(database.serverLog).subarray(before).toString('utf8');
  return loggedPlans(log).filter(touchesTheLog);
}

/** What a statement is but for its numbers, which some are sent with. */
const kindOf = (statement: string): string =>
  statement
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\b\d+\b/g, 'N')
    .trim();

/** A statement without the columns it asks for, which say little. */
const short = (kind: string): string =>
  kind.replaceAll(/select [^()]*? from /g, 'select … from ').slice(0, STATEMENT_SHOWN);

/** A row for each way in which PostgreSQL went about a statement. */
function rowsOf(plans: readonly LoggedPlan[]): readonly (readonly string[])[] {
  const alike = new Map<string, { first: LoggedPlan; times: number; longest: number }>();
  for (const plan of plans) {
    const key = `${kindOf(plan.statement)}\0${shapeOf(plan)}`;
    const { first, times, longest } = alike.get(key) ?? { first: plan, times: 0, longest: 0 };
    alike.set(key, { first, times: times + 1, longest: Math.max(longest, plan.milliseconds) });
  }
  return [...alike.values()].map(({ first, times, longest }) => [
    short(kindOf(first.statement)),
    shapeOf(first),
    String(times),
    fixed(longest, 2),
  ]);
}

/**
 * Prints how PostgreSQL goes about each statement of the node; answers which go through a whole table. It may do that to
 * a small table, which is the quicker way then.
 */
export async function checkPlans(
  database: StoreDatabase,
  cleanUp: CleanUp,
  print: (line: string) => void,
): Promise<readonly string[]> {
  const plans = await plansOf(database, cleanUp);
  if (plans.length === 0) throw new Error('The server noted no plan');
  print(`\n${table(['statement', 'plan', 'times', 'longest ms'], rowsOf(plans))}`);
  const scans = plans.filter(scansTheLog).map(({ statement }) => kindOf(statement));
  print(`\n${plans.length} statements on the log, ${scans.length} of them through a whole table.`);
  return [...new Set(scans)];
}
