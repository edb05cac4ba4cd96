import { accountOf, readModel } from '../row-writer/row-change';
import { supportRequestTable } from './support-request.entity';

/** One row a support request, with the status that it has come to. */
export const supportRequests = readModel(supportRequestTable, {
  SupportRequestCreated: (created, context) => [
    {
      change: 'upsert',
      row: {
        support_request_id: created.supportRequestId,
        billing_account_id: accountOf(context),
        origin: created.origin,
        issue_type: created.issueType,
        problem_type: created.problemType,
        category: created.category,
        order_id: created.orderId,
        reservation_id: created.reservationId,
        amount: created.amount.amount,
        currency: created.amount.currency,
        opened_on: created.createdOn,
        status: 'Created',
        status_on: created.createdOn,
        why: null,
        stream_revision: String(context.revision),
      },
    },
  ],
  SupportRequestMoved: ({ supportRequestId, status, movedOn, why }) => [
    {
      change: 'patch',
      key: { support_request_id: supportRequestId },
      columns: { status, status_on: movedOn, why: why ?? null },
    },
  ],
});
