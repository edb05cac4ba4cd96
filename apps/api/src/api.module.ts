import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { DataSource } from 'typeorm';
import { ExchangesController } from './capacity/exchange/exchanges.controller';
import { AppliedReservationsController } from './capacity/subscriptions/applied-reservations.controller';
import { CatalogsController } from './capacity/subscriptions/catalogs.controller';
import { OperationResults } from './capacity/operations/operation-results';
import { OperationsController } from './capacity/operations/operations.controller';
import { OrderAccess } from './capacity/orders/order-access';
import { OrderChangesController } from './capacity/orders/order-changes.controller';
import { OrdersController } from './capacity/orders/orders.controller';
import { ProviderOperationsController } from './capacity/provider/provider-operations.controller';
import { PurchasesController } from './capacity/purchase/purchases.controller';
import { RefundsController } from './capacity/refund/refunds.controller';
import { ReservationChangesController } from './capacity/reservations/reservation-changes.controller';
import { ReservationHistory } from './capacity/reservations/reservation-history';
import { ReservationHistoryController } from './capacity/reservations/reservation-history.controller';
import { ReservationsController } from './capacity/lists/reservations.controller';
import { SubscriptionAccess } from './capacity/subscriptions/subscription-access';
import { HeadOfAccount } from './head-of-account';
import { HealthController } from './health/health.controller';
import { DeclaredInput } from './http/input/declared-input.guard';
import { READINESS_PARTS } from './health/readiness';
import { IdempotencyInterceptor } from './http/idempotency/idempotency.interceptor';
import { IdempotencyKeys } from './http/idempotency/idempotency-keys';
import { PUBLIC_URL } from './http/public-url';
import { PROJECTION_WAITER, ReadAfterInterceptor } from './http/read-after.interceptor';
import { RequestPipe } from './http/input/request.pipe';
import { requestLogging } from './http/server/request-logging';
import { RolesGuard } from './http/callers/roles.guard';
import { AccountReader } from './ledger/accounts/account-reader';
import { AutofillController } from './ledger/usage/autofill.controller';
import { BillingAccountsController } from './ledger/accounts/billing-accounts.controller';
import { DocumentPaymentsController } from './ledger/papers/document-payments.controller';
import { DocumentsController } from './ledger/papers/documents.controller';
import { ExchangeRatesController } from './ledger/terms-and-rates/exchange-rates.controller';
import { HeldMoneyController } from './ledger/statements/held-money.controller';
import { OwnersController } from './ledger/reservations/owners.controller';
import { ParkedAccountsController } from './ledger/running/parked-accounts.controller';
import { PaymentsController } from './ledger/accounts/payments.controller';
import { PolicyTermsController } from './ledger/terms-and-rates/policy-terms.controller';
import { PrepaymentCreditsController } from './ledger/statements/prepayment-credits.controller';
import { ProgramTransferController } from './ledger/accounts/program-transfer.controller';
import { RunningController } from './ledger/running/running.controller';
import { StatementsController } from './ledger/statements/statements.controller';
import { SwapController } from './ledger/reservations/swap.controller';
import { UsageController } from './ledger/usage/usage.controller';
import { WayOfPayingController } from './ledger/accounts/way-of-paying.controller';
import { SystemMachineClock } from '#platform';
import { ApiMetrics } from './metrics/api-metrics';
import { measuredCqrs } from './metrics/measured-command-bus';
import { MetricsController } from './metrics/metrics.controller';
import { type ApiParts } from './api-parts';

/** Azure's side: Microsoft.Capacity. */
const CAPACITY_CONTROLLERS = [
  PurchasesController,
  OrdersController,
  RefundsController,
  OrderChangesController,
  ReservationChangesController,
  ReservationHistoryController,
  ExchangesController,
  ReservationsController,
  AppliedReservationsController,
  CatalogsController,
  ProviderOperationsController,
  OperationsController,
];

/** The ledger's own: `/ledger/v1`. */
const LEDGER_CONTROLLERS = [
  BillingAccountsController,
  PaymentsController,
  StatementsController,
  DocumentsController,
  DocumentPaymentsController,
  PrepaymentCreditsController,
  HeldMoneyController,
  ProgramTransferController,
  RunningController,
  WayOfPayingController,
  UsageController,
  AutofillController,
  SwapController,
  OwnersController,
  PolicyTermsController,
  ExchangeRatesController,
  ParkedAccountsController,
];

/** Every route of the API is one of these. */
export const CONTROLLERS = [
  HealthController,
  MetricsController,
  ...CAPACITY_CONTROLLERS,
  ...LEDGER_CONTROLLERS,
];

/** Controllers translate; what they translate for is in the libraries. */
@Module({})
export class ApiModule {
  static register(parts: ApiParts): DynamicModule {
    const { tables, log, waiter, publicUrl, logger } = parts;
    const metrics = new ApiMetrics({ log, waiter, machine: new SystemMachineClock() });
    return {
      module: ApiModule,
      imports: [LoggerModule.forRoot(requestLogging(logger)), measuredCqrs(metrics)],
      controllers: [...CONTROLLERS],
      providers: [
        ...parts.application,
        HeadOfAccount,
        OrderAccess,
        SubscriptionAccess,
        ReservationHistory,
        OperationResults,
        IdempotencyKeys,
        AccountReader,
        { provide: ApiMetrics, useValue: metrics },
        { provide: DataSource, useValue: tables },
        { provide: PROJECTION_WAITER, useValue: waiter },
        { provide: PUBLIC_URL, useValue: publicUrl },
        { provide: READINESS_PARTS, useValue: { tables, log, waiter } },
        { provide: APP_PIPE, useClass: RequestPipe },
        { provide: APP_GUARD, useClass: RolesGuard },
        { provide: APP_GUARD, useClass: DeclaredInput },
        { provide: APP_INTERCEPTOR, useClass: ReadAfterInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
      ],
    };
  }
}
