import { type MakeAuditor } from '../life-step';
import { auditAnswers } from './answer.auditor';
import { auditExchanges } from './exchange.auditor';
import { auditExplanations } from './explanation.auditor';
import { auditMoney } from './money.auditor';
import { auditOwners } from './owner.auditor';
import { auditPapers } from './paper.auditor';
import { auditPrepayment } from './prepayment.auditor';
import { auditRefundCap } from './refund-cap.auditor';
import { auditRetainedCredit } from './retained-credit.auditor';
import { auditReturns } from './return.auditor';
import { auditSchedule } from './schedule.auditor';

/** Everyone who looks over the ledger's shoulder; each keeps books of its own. */
export const ALL_AUDITORS: readonly MakeAuditor[] = [
  auditPapers,
  auditMoney,
  auditRetainedCredit,
  auditPrepayment,
  auditReturns,
  auditRefundCap,
  auditExchanges,
  auditSchedule,
  auditExplanations,
  auditAnswers,
  auditOwners,
];
