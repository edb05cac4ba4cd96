import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { LoggerModule } from 'nestjs-pino';
import { ZodValidationPipe } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { OperationResults } from './capacity/operation-results';
import { OperationsController } from './capacity/operations.controller';
import { OrderAccess } from './capacity/order-access';
import { OrdersController } from './capacity/orders.controller';
import { PurchasesController } from './capacity/purchases.controller';
import { RefundsController } from './capacity/refunds.controller';
import { HeadOfAccount } from './head-of-account';
import { HealthController } from './health/health.controller';
import { READINESS_PARTS } from './health/readiness';
import { PUBLIC_URL } from './http/public-url';
import { PROJECTION_WAITER, ReadAfterInterceptor } from './http/read-after.interceptor';
import { requestLogging } from './http/request-logging';
import { RolesGuard } from './http/roles.guard';
import { AccountReader } from './ledger/account-reader';
import { BillingAccountsController } from './ledger/billing-accounts.controller';
import { DocumentsController } from './ledger/documents.controller';
import { PaymentsController } from './ledger/payments.controller';
import { RunningController } from './ledger/running.controller';
import { StatementsController } from './ledger/statements.controller';
import { type ApiParts } from './api-parts';

/** Controllers translate; what they translate for is in the libraries. */
@Module({})
export class ApiModule {
  static register(parts: ApiParts): DynamicModule {
    const { tables, log, waiter, publicUrl, logger } = parts;
    return {
      module: ApiModule,
      imports: [LoggerModule.forRoot(requestLogging(logger)), CqrsModule.forRoot()],
      controllers: [
        HealthController,
        PurchasesController,
        OrdersController,
        RefundsController,
        OperationsController,
        BillingAccountsController,
        PaymentsController,
        StatementsController,
        DocumentsController,
        RunningController,
      ],
      providers: [
        ...parts.application,
        HeadOfAccount,
        OrderAccess,
        OperationResults,
        AccountReader,
        { provide: DataSource, useValue: tables },
        { provide: PROJECTION_WAITER, useValue: waiter },
        { provide: PUBLIC_URL, useValue: publicUrl },
        { provide: READINESS_PARTS, useValue: { tables, log, waiter } },
        { provide: APP_PIPE, useClass: ZodValidationPipe },
        { provide: APP_GUARD, useClass: RolesGuard },
        { provide: APP_INTERCEPTOR, useClass: ReadAfterInterceptor },
      ],
    };
  }
}
