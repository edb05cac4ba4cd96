import { type CommandContext, type ExchangeReservations } from '../commands';
import { rejected, type Rejected } from '../decision';
import { type Rejection } from '../rejections';
import { type BillingAccount, isOpened } from '../state/state';
import { judgeExchange } from './decide-exchange';
import { type ExchangeAmounts } from './exchange-amounts';

/** What an exchange would come to, with every refusal that its policy has: the first is what deciding it would say. */
export type PreviewedExchange =
  | Rejected
  | Readonly<{
      outcome: 'previewed';
      amounts: ExchangeAmounts;
      policyRefusals: readonly Rejection[];
    }>;

/**
 * The amounts of an exchange line by line, which the answer of the decision leaves out. They are shown beside
 * what policy refuses; what cannot be reckoned or asked at all is rejected.
 */
export function previewExchange(
  command: ExchangeReservations,
  state: BillingAccount,
  context: CommandContext,
): PreviewedExchange {
  if (!isOpened(state)) return rejected({ code: 'BillingAccountUnknown' });
  const judged = judgeExchange(command, state, context);
  if (judged.outcome === 'rejected') return judged;
  const { exchange, refusals } = judged;
  return { outcome: 'previewed', amounts: exchange.amounts, policyRefusals: refusals };
}
