import { POLICY_RULES_PATH } from './policy-rules-page';

const WHAT_IT_IS = `The billing ledger of reserved cloud capacity: it keeps purchases, exchanges and refunds of reservations as events that nobody can change, and makes invoices, credits and statements from them.

- \`/ledger/v1\` opens accounts, takes prices and payments, and shows papers and statements.
- \`/providers/Microsoft.Capacity\` buys, changes, exchanges and returns reservations. Azure’s own clients speak it unmodified.

Words such as R-OUT-3, here and in explanations and errors, name rules: [\`${POLICY_RULES_PATH}\`](${POLICY_RULES_PATH}) says what each asks for, and where it stands.`;

const TOKENS = `## Tokens

Every call but \`/health\`, \`/metrics\` and \`/docs\` needs an access token (\`Authorization: Bearer …\`). The embedded issuer prints one, good for an hour: \`npx ledger token --as alice@contoso.example --role Ledger.Admin --data-dir <the directory given at the start>\`. The certificate authority to trust is \`tls/ca.pem\` in the data directory.

- \`--role Ledger.Admin\` runs the ledger and reads all; \`--role Ledger.Auditor\` reads all.
- \`--tenant <partnerId of the account> --role Partner.AdminAgent\` is an agent of a partner (or \`Partner.GlobalAdmin\`, \`Partner.HelpdeskAgent\`, \`Partner.SalesAgent\`, \`Partner.UserManagementAdmin\`), who buys for the partner’s customers and reads what is theirs.
- Principals without a role buy for accounts of their tenant, and for those that name none, and are Owners of what they bought. The tenant is \`--tenant\`, else it follows from the domain of \`--as\`.

Each operation says at its end who may call it.`;

const FIRST_STEPS = `## First steps

1. Import prices: \`POST /ledger/v1/priceLists\` (Ledger.Admin).
2. Open an account: \`POST /ledger/v1/billingAccounts\` (Ledger.Admin).
3. Link a subscription to it: \`POST /ledger/v1/billingAccounts/{account}/subscriptions\` (Ledger.Admin).
4. Ask for a price: \`POST /providers/Microsoft.Capacity/calculatePrice?api-version=2022-11-01\`; the answer mints a \`reservationOrderId\`.
5. Buy: \`PUT /providers/Microsoft.Capacity/reservationOrders/{reservationOrderId}\` with the same body; it answers 202.
6. Poll the address in \`Location\` until it answers 200.
7. Read the invoice: \`GET /ledger/v1/billingAccounts/{account}/documents\`.
8. Record its payment: \`POST /ledger/v1/billingAccounts/{account}/payments\` (Ledger.Admin).`;

const READING = `## Reading what was just written

A command answers before the tables show it. Send the \`x-ledger-position\` of its answer as \`x-ledger-after\` with the next GET: it waits up to 2 s, then answers 503 with \`Retry-After\`. The session below does so with every GET.`;

const LONG = `## Long operations

Purchases, returns and exchanges answer 202, and name in \`Location\` or \`Azure-AsyncOperation\` where to poll. Wait \`Retry-After\` seconds between polls. What is polled needs no \`x-ledger-after\`.`;

const ONCE = `## Sending again

Give a command an \`Idempotency-Key\` of 1 to 255 printable ASCII characters without blanks, and send it again as often as you like: it is carried out once, and the first result is answered again with \`Idempotency-Replayed: true\`. A key belongs to its principal: the same key of another principal is another request.`;

const VALUES = `## Money, days and errors

- On \`/ledger/v1\` money is decimal text with a currency, days are UTC (\`YYYY-MM-DD\`) and instants RFC 3339. On Azure’s paths money is a JSON number.
- On \`/ledger/v1\` errors are problems (RFC 9457) with \`code\`, \`detail\` and, where one is meant, \`field\` and \`rule\`; unknown fields, parameters and values are refused. On Azure’s paths errors are Azure’s.
- On Azure’s paths letter case of paths and parameter names does not matter, and unknown parameters are ignored.
- A verb that a path does not take is answered with 405, everywhere; \`Allow\` and the error name those that it takes.`;

const PAPERS = `## Papers

An invoice lists charges, and each line says how its amount came about. A return of what was invoiced makes the invoice void, and a replacement repeats its lines, adds the refund and takes over its payments. An enrolment gets a credit note instead, for overage that was invoiced before. What was paid beyond what is billed is retained credit, which stays with the account and pays later charges, not what is due already. What a prepayment paid comes back as a prepayment credit, which is on no paper and expires.`;

/** What a newcomer reads first. */
export const INTRODUCTION = [
  WHAT_IT_IS,
  TOKENS,
  FIRST_STEPS,
  READING,
  LONG,
  ONCE,
  VALUES,
  PAPERS,
].join('\n\n');
