import { type Carried, type CreditCarrier } from '#application';
import { type Logger, sleep } from '#platform';

/** How often credit that is under way is looked for: nobody waits for midnight with money in between. */
export const CREDIT_LOOK_MILLISECONDS = 2_000;

type CreditCarrying = Readonly<{
  credits: Pick<CreditCarrier, 'carryAll'>;
  logger: Logger;
  /** The pause between two looks. */
  pauseMilliseconds: number;
}>;

/**
 * R-RET-4: brings what left one account to the other, again and again until it is aborted. Whoever else brings it, and
 * however often, it arrives once; what fails is said when it changes and tried again.
 */
export async function carryCredits(parts: CreditCarrying, stop: AbortSignal): Promise<void> {
  let said = '';
  while (!stop.aborted) {
    said = await carryOnce(parts, said);
    await sleep(parts.pauseMilliseconds, stop).catch(() => undefined);
  }
}

/** @returns what keeps credit under way, empty when nothing does. */
async function carryOnce({ credits, logger }: CreditCarrying, said: string): Promise<string> {
  try {
    const { arrived, waiting } = await credits.carryAll();
    if (arrived > 0) logger.info({ arrived }, 'retained credit carried to another account');
    const saying = reasonsOf(waiting);
    if (saying !== '' && saying !== said)
      logger.error({ waiting }, 'retained credit cannot be received; trying again');
    return saying;
  } catch (error) {
    const saying = String(error);
    if (saying !== said) logger.error({ err: error }, 'looking for carried credit failed');
    return saying;
  }
}

function reasonsOf(waiting: Carried['waiting']): string {
  return waiting.map(({ transferId, why }) => `${transferId}: ${why}`).join('; ');
}
