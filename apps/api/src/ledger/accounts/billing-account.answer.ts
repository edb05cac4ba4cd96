import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { AGREEMENT_TYPES } from '#ledger-core';
import {
  accountIdAnswer,
  cardAnswer,
  currencyAnswer,
  dayAnswer,
  guidAnswer,
  moneyAnswer,
  termIdAnswer,
} from '../answer-fields';

/** What an account was opened with; how it pays is told in more or less detail. */
export const accountParticulars = {
  id: accountIdAnswer,
  agreementType: z.enum(AGREEMENT_TYPES),
  currency: currencyAnswer.describe('The billing currency: of every paper, balance and payment.'),
  displayName: z.string(),
  tenantId: z
    .string()
    .exactOptional()
    .describe('Only principals of this tenant may buy; of any tenant when absent.'),
  partnerId: z
    .string()
    .exactOptional()
    .describe('The tenant of the partner that holds it (CSP): the `tid` of its agents’ tokens.'),
  customerMayBuy: z
    .boolean()
    .exactOptional()
    .describe('Whether the customer itself may buy (R-PUR-3); of a partner’s customer only.'),
  paymentTermDays: z.int().min(0).describe('Days from issue until an invoice falls due.'),
  openedOn: dayAnswer,
};

const termAnswer = z
  .strictObject({
    id: termIdAnswer,
    from: dayAnswer.describe('The first day on which it pays charges.'),
    to: dayAnswer.describe('The first day on which it pays nothing any more.'),
    amount: moneyAnswer.describe('As paid in advance.'),
    remaining: moneyAnswer.describe('What was not drawn from it by the day of the statement.'),
  })
  .meta({
    id: 'PrepaymentTerm',
    description: 'A payment in advance for the days from `from` to before `to` (R-OUT-1).',
  });
export const termsAnswer = z.array(termAnswer);

const paymentAnswer = z
  .discriminatedUnion('method', [
    z
      .strictObject({ method: z.literal('invoice') })
      .describe('Each purchase and instalment is invoiced, and due when the payment term is over.'),
    z
      .strictObject({ method: z.literal('card'), card: cardAnswer })
      .describe(
        'Each is invoiced and charged at once to the card then on file, which stands here.',
      ),
    z
      .strictObject({ method: z.literal('prepayment'), terms: termsAnswer })
      .describe(
        'An enrolment: charges are drawn from refund credits and the current term; what they do not cover whole is overage, on no paper until its month closes and is invoiced (R-PUR-5).',
      ),
  ])
  .meta({ id: 'WayOfPaying', description: 'How charges of the account are paid (R-PUR-4).' });

const account = { ...accountParticulars, payment: paymentAnswer };

const subscription = z
  .strictObject({
    subscriptionId: guidAnswer,
    displayName: z.string(),
    linkedOn: dayAnswer,
  })
  .meta({ id: 'Subscription', description: 'What is bought for it is billed to the account.' });

/** An account as it was opened. */
export class BillingAccountDto extends createZodDto(
  z.strictObject(account).meta({ id: 'BillingAccount' }),
) {}

/** An account as it stands. */
export class BillingAccountDetailsDto extends createZodDto(
  z
    .strictObject({
      ...account,
      movedTo: z
        .strictObject({
          billingAccountId: accountIdAnswer,
          on: dayAnswer.describe('The first day on which the subscriptions are the other’s.'),
        })
        .exactOptional()
        .describe('The partner’s account that it moves or has moved to (R-RET-4).'),
      parked: z
        .strictObject({
          revision: z
            .string()
            .regex(/^\d+$/)
            .describe('Of the event of its history that could not be read, counted from 0.'),
          reason: z.string(),
          since: z.iso.datetime().describe('When it was found, by the machine’s clock.'),
        })
        .exactOptional()
        .describe(
          'The account is parked: what stands here is as it was before that event; commands, statements and papers answer 503.',
        ),
      subscriptions: z.array(subscription).describe('Those that are billed to it today.'),
      balances: z
        .strictObject({
          on: dayAnswer.describe('Business today.'),
          amountDue: moneyAnswer.describe(
            'The sum of `amountDue` of all standing invoices; overage of a month that has not closed is on none.',
          ),
          retainedCredit: moneyAnswer.describe(
            'What was paid beyond what is billed; GET …/retainedCredit says how it came about.',
          ),
          prepayment: moneyAnswer
            .exactOptional()
            .describe(
              'Of an enrolment: what can be drawn today, of refund credits and the current term together.',
            ),
        })
        .describe('At the end of the day.'),
    })
    .meta({ id: 'BillingAccountDetails' }),
) {}

/** A subscription as it was linked. */
export class LinkedSubscriptionDto extends createZodDto(
  z
    .strictObject({
      subscriptionId: guidAnswer,
      billingAccountId: accountIdAnswer,
      displayName: z.string(),
      linkedOn: dayAnswer,
    })
    .meta({ id: 'LinkedSubscription' }),
) {}

/** A term as it was added. */
export class AddedPrepaymentTermDto extends createZodDto(
  z
    .strictObject({
      id: termIdAnswer,
      from: dayAnswer,
      to: dayAnswer.describe('The first day on which it pays nothing any more.'),
      amount: moneyAnswer,
      addedOn: dayAnswer,
      available: moneyAnswer.describe(
        'What the account can draw on the day of adding, of refund credits and the current term: of the new term as soon as it has begun.',
      ),
    })
    .meta({ id: 'AddedPrepaymentTerm' }),
) {}

/** The card on file. */
export class CardDto extends createZodDto(cardAnswer) {}

/** A move to a partner's programme, as agreed. */
export class TransferredProgramDto extends createZodDto(
  z
    .strictObject({
      billingAccountId: accountIdAnswer.describe('The pay-as-you-go account that moves.'),
      toBillingAccountId: accountIdAnswer,
      on: dayAnswer.describe('The day from which on its subscriptions are the other account’s.'),
      agreedOn: dayAnswer.describe('Business today when the move was asked for.'),
      subscriptions: z.array(guidAnswer).describe('Those linked on the day it was agreed.'),
    })
    .meta({ id: 'TransferredProgram' }),
) {}
