import { type DocumentLineView, type DocumentView } from '#read-models';
import { type DocumentDto, type DocumentPageDto } from './document.answer';
import { type BodyOf } from '../../http/body-of';

/** A paper as `/ledger/v1` shows it. */
export type DocumentBody = BodyOf<typeof DocumentDto>;
export type DocumentPageBody = BodyOf<typeof DocumentPageDto>;

function lineOf(line: DocumentLineView): DocumentBody['lines'][number] {
  const { reservationOrderId, reservationId, quantity } = line;
  return {
    id: line.id,
    kind: line.kind,
    description: line.description,
    ...(reservationOrderId === undefined ? {} : { reservationOrderId }),
    ...(reservationId === undefined ? {} : { reservationId }),
    ...(quantity === undefined ? {} : { quantity }),
    amount: line.amount,
    explanation: line.explanation,
  };
}

/** Field by field, so that what a table holds besides never reaches a caller by itself. */
export function presentDocument(paper: DocumentView): DocumentBody {
  const { dueOn, replacedBy, creditFor } = paper;
  return {
    number: paper.number,
    kind: paper.kind,
    status: paper.status,
    revision: paper.revision,
    issuedOn: paper.issuedOn,
    ...(dueOn === undefined ? {} : { dueOn }),
    currency: paper.currency,
    lines: paper.lines.map(lineOf),
    total: paper.total,
    paid: paper.paid,
    credited: paper.credited,
    amountDue: paper.amountDue,
    replaces: paper.replaces,
    ...(replacedBy === undefined ? {} : { replacedBy }),
    ...(creditFor === undefined ? {} : { creditFor }),
    revisions: paper.revisions.map(({ revision, on, why }) => ({ revision, on, why })),
  };
}
