import { type StoryStep } from '../story-step';
import { CARD_SUBSCRIPTION } from './given-ids';
import { buys, returnsOne } from './trading';

const fabrikam = () => ({ account: 'fabrikam' });

/** A pay-as-you-go account that pays by card, and changes the card. */
export const CARD_BUYS: readonly StoryStep[] = [
  {
    operation: 'billingAccounts.open',
    title: 'A pay-as-you-go account that pays by card',
    as: 'admin',
    body: () => ({
      id: 'fabrikam',
      agreementType: 'MicrosoftOnlineServicesProgram',
      currency: 'USD',
      displayName: 'Fabrikam Inc',
      payment: { method: 'card', card: { token: 'tok_4f1c9d7e', brand: 'Visa', last4: '4242' } },
    }),
    status: 201,
  },
  {
    operation: 'billingAccounts.link',
    title: 'A subscription of the card payer',
    as: 'admin',
    path: fabrikam,
    body: () => ({ subscriptionId: CARD_SUBSCRIPTION, displayName: 'Pay as you go' }),
    status: 201,
  },
  ...buys('charged', 'Charged to a card', {
    subscription: CARD_SUBSCRIPTION,
    sku: 'Standard_D2_v3',
  }),
  {
    operation: 'wayOfPaying.changeCard',
    title: 'Another card',
    as: 'admin',
    path: fabrikam,
    body: () => ({ token: 'tok_91b0aa27', brand: 'Mastercard', last4: '1881' }),
    status: 200,
  },
  {
    operation: 'wayOfPaying.changeCard',
    title: 'An account that has no card',
    as: 'admin',
    path: () => ({ account: 'contoso' }),
    body: () => ({ token: 'tok_91b0aa27', brand: 'Mastercard', last4: '1881' }),
    status: 400,
  },
];

const asked = (told: (name: string) => string) => ({
  ...fabrikam(),
  request: told('supportRequest'),
});

/** The money of the card that is no longer on file is held until support decides. */
export const CARD_RETURNS: readonly StoryStep[] = [
  ...returnsOne('charged', 'What a card paid that is no longer on file'),
  {
    operation: 'heldMoney.cardRefunds',
    title: 'Held',
    as: 'auditor',
    path: fabrikam,
    status: 200,
  },
  {
    operation: 'heldMoney.supportRequests',
    title: 'The request about it',
    as: 'auditor',
    path: fabrikam,
    status: 200,
    remember: { supportRequest: 'value.0.id' },
  },
  {
    operation: 'heldMoney.move',
    title: 'Two steps at once',
    as: 'admin',
    path: asked,
    body: () => ({ status: 'Approved' }),
    status: 409,
  },
  {
    operation: 'heldMoney.move',
    title: 'Somebody looks at it',
    as: 'admin',
    path: asked,
    body: () => ({ status: 'InProgress' }),
    status: 200,
  },
  {
    operation: 'heldMoney.move',
    title: 'The money goes to the card on file',
    as: 'admin',
    path: asked,
    body: () => ({ status: 'Approved', why: 'The new card is the same customer’s.' }),
    status: 200,
  },
  {
    operation: 'heldMoney.cardRefunds',
    title: 'Sent after it was held',
    as: 'auditor',
    path: fabrikam,
    status: 200,
  },
];
