import {
  type OpenBillingAccount,
  type Principal,
  SELF_SERVICE_2021_04,
  tenantId,
} from '#ledger-core';
import { ALICE } from '../../support/account-story';
import { type LifeStep } from '../life-step';
import { auditOwners } from './owner.auditor';
import { findsPlanted, type PlantedFault } from './planted-faults';
import { planted, recordedStory } from './recorded-story';

const CONTOSO = tenantId('contoso');
const LITWARE = tenantId('litware');
const ALICE_OF_CONTOSO: Principal = { ...ALICE, tenantId: CONTOSO };
const AGENT: Principal = { ...ALICE, tenantId: LITWARE, roles: ['Partner.AdminAgent'] };

/** Bought by one of a tenant, refunded by him; refused to his namesake, who is agent of the partner. */
function told(opening: Partial<OpenBillingAccount>): readonly LifeStep[] {
  const { story, steps } = recordedStory(SELF_SERVICE_2021_04, opening);
  const bought = story.purchaseCommand({ on: '2021-01-15', price: '1095', quantity: 2 });
  story.do('2021-01-15', bought, { principal: ALICE_OF_CONTOSO });
  const [id] = story.state.reservations.keys();
  if (id === undefined) throw new Error('Nothing was bought');
  const refund = () => story.refundCommand(id, { on: '2021-02-14', quantity: 2 });
  story.do('2021-02-14', refund(), { principal: AGENT });
  story.do('2021-02-14', refund(), { principal: ALICE_OF_CONTOSO });
  return steps;
}

const OF_PARTNER = {
  agreementType: 'MicrosoftPartnerAgreement',
  tenantId: CONTOSO,
  partnerId: LITWARE,
} as const;

/** The command of a kind of outcome was given by somebody else. */
function givenBy(
  opening: Partial<OpenBillingAccount>,
  outcome: 'accepted' | 'rejected',
  principal: Principal,
): PlantedFault[1] {
  return () =>
    told(opening).map((step) =>
      step.command?.type === 'RefundReservation' && step.decision?.outcome === outcome
        ? { ...step, principal }
        : step,
    );
}

describe('the auditor of owners', () => {
  findsPlanted(auditOwners, [
    [
      'a refund to a namesake in another tenant, where the account names none',
      givenBy({}, 'accepted', AGENT),
      /RefundReservation, asked for by alice@contoso.example of litware, was done for no Owner/,
    ],
    [
      'a refund to a partner’s agent of the name of the buyer',
      givenBy(OF_PARTNER, 'accepted', AGENT),
      /alice@contoso.example of litware, was done for no Owner/,
    ],
    [
      'a refund that is refused to its Owner',
      givenBy(OF_PARTNER, 'rejected', ALICE_OF_CONTOSO),
      /alice@contoso.example of contoso, was refused to an Owner/,
    ],
    [
      'an order that is not its buyer’s',
      () =>
        planted(told({}), 'ReservationPurchased', (data) =>
          Object.assign(data, { owners: ['mallory'] }),
        ),
      /is not its buyer's alone/,
    ],
  ]);
});
