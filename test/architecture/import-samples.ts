/** A small tree: path → text. Every library it names by `#` has an empty index.ts if the tree gives none. */
export type Tree = Readonly<Record<string, string>>;

/** A tree that follows every rule and uses what a rule that is too strict would forbid. */
export const cleanTree: Tree = {
  'libs/ledger-core/src/index.ts':
    "export * from './kernel/money'; export * from './policy/fee.policy'; export * from './billing-account/decide-refund';",
  'libs/ledger-core/src/kernel/money.ts': "import { Decimal } from 'decimal.js';",
  'libs/ledger-core/src/policy/fee.policy.ts': "import '../kernel/money';",
  'libs/ledger-core/src/policy/fee.policy.spec.ts':
    "import 'fast-check'; import './fee.policy'; import 'node:fs';",
  'libs/ledger-core/src/billing-account/decide-refund.ts': "import '../policy/fee.policy';",
  'libs/event-log/src/index.ts': "import '#ledger-core'; import 'node:crypto'; import 'uuid';",
  'libs/platform/src/index.ts': "import 'pino'; import 'jose';",
  'libs/application/src/index.ts': "import '#event-log'; import '#platform';",
  'apps/api/src/main.ts': "import '#application'; import '@nestjs/typeorm'; import './api.module';",
  'apps/api/src/api.module.ts': "import '@nestjs/common';",
  'test/acceptance/refund.e2e-spec.ts': "import '@azure/arm-reservations'; import '#ledger-core';",
};

/** For each import rule a tree that breaks this rule and no other. */
export const importSamples: Readonly<Record<string, Tree>> = {
  'one-way-ledger-core': { 'libs/ledger-core/src/index.ts': "import '#event-log';" },
  'one-way-event-log': { 'libs/event-log/src/index.ts': "import '#application';" },
  'one-way-application': { 'libs/application/src/index.ts': "import '#event-store-node';" },
  'one-way-read-models': { 'libs/read-models/src/index.ts': "import type { A } from '#platform';" },
  'one-way-price-list': { 'libs/price-list/src/index.ts': "export * from '#read-models';" },
  'one-way-event-store-node': { 'libs/event-store-node/src/index.ts': "import '#ledger-core';" },
  'one-way-event-transfer': { 'libs/event-transfer/src/index.ts': "import '#event-store-node';" },
  'one-way-platform': {
    'libs/platform/src/index.ts': "export const late = async () => import('#application');",
  },
  'packages-event-log': { 'libs/event-log/src/index.ts': "import 'pg';" },
  'packages-application': { 'libs/application/src/index.ts': "import 'typeorm';" },
  'packages-read-models': { 'libs/read-models/src/index.ts': "import '@eventstore/db-client';" },
  'packages-price-list': { 'libs/price-list/src/index.ts': "import 'pino';" },
  'packages-event-store-node': { 'libs/event-store-node/src/index.ts': "import '@nestjs/common';" },
  'packages-event-transfer': { 'libs/event-transfer/src/index.ts': "import 'pg';" },
  'packages-platform': { 'libs/platform/src/index.ts': "import type { A } from 'typeorm';" },
  'library-without-a-row': { 'libs/loyalty/src/index.ts': "import '#platform';" },
  'core-is-pure': { 'libs/ledger-core/src/index.ts': "import { randomUUID } from 'node:crypto';" },
  'decimal-lives-in-money': {
    'libs/ledger-core/src/policy/fee.policy.ts': "import { Decimal } from 'decimal.js';",
  },
  'kernel-below-everything': {
    'libs/ledger-core/src/kernel/money.ts': "import '../policy/fee.policy';",
    'libs/ledger-core/src/policy/fee.policy.ts': '',
  },
  'policy-below-billing-account': {
    'libs/ledger-core/src/policy/fee.policy.ts': "import '../billing-account/state';",
    'libs/ledger-core/src/billing-account/state.ts': '',
  },
  'front-door-only': {
    'libs/event-log/src/index.ts': "import '../../ledger-core/src/kernel/money';",
    'libs/ledger-core/src/kernel/money.ts': '',
  },
  'front-door-only-from-outside': {
    'apps/event-store-node/src/main.ts': "import '../../../libs/event-store-node/src/append';",
    'libs/event-store-node/src/append.ts': '',
  },
  'apps-stand-alone': {
    'apps/ledger/src/main.ts': "import '../../api/src/main';",
    'apps/api/src/main.ts': '',
  },
  'drivers-stay-in-libraries': { 'apps/api/src/main.ts': "import { Pool } from 'pg';" },
  'tables-belong-to-api-and-projector': { 'apps/ledger/src/main.ts': "import '@nestjs/typeorm';" },
  'no-circular': {
    'libs/platform/src/a.ts': "import './b';",
    'libs/platform/src/b.ts': "import type { A } from './a';",
  },
  'no-test-code-in-production': {
    'libs/platform/src/index.ts': "import '../../../test/support/fresh-database';",
    'test/support/fresh-database.ts': '',
  },
  'no-orphans': { 'libs/platform/src/forgotten.ts': 'export const nobody = 1;' },
  'not-to-unresolvable': { 'libs/application/src/index.ts': "import '#event-lgo';" },
  'not-to-dist': {
    'libs/application/src/index.ts': "import '../../../dist/libs/platform/src/index';",
    'dist/libs/platform/src/index.js': '',
  },
  'not-to-dev-dependency': { 'libs/platform/src/index.ts': "import 'jest';" },
  'not-to-undeclared-package': { 'libs/platform/src/index.ts': "import 'left-over';" },
};
