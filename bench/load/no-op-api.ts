import { join } from 'node:path';
import { freePort } from '#platform';
import { type ChildProgram, DIST } from '../system/child-program';
import { type BenchedSystem, type Endpoint } from '../system/benched-system';

export type NoOpApi = Readonly<{ endpoint: Endpoint; program: ChildProgram }>;

/** The server whose handler does nothing, beside the system and with its certificate. */
export async function startNoOpApi(system: BenchedSystem): Promise<NoOpApi> {
  const port = await freePort();
  const program = await system.beside([join(DIST, 'bench/no-op/no-op-api.js')], {
    LEDGER_PORT: String(port),
  });
  return { endpoint: { ...system.api, port }, program };
}
