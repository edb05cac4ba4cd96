// The floor under every answer of the API: its server, certificate, logging, token check, guards and body, and a handler that does nothing.
import { Body, Controller, HttpCode, Module, Param, Put, UseGuards } from '@nestjs/common';
import { APP_GUARD, APP_PIPE, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger as NestLogger, LoggerModule } from 'nestjs-pino';
import { ZodValidationPipe } from 'nestjs-zod';
import { billingAccountId, Calendar, reservationId } from '#ledger-core';
import {
  announceReady,
  createLogger,
  createTokenVerifier,
  loadApiConfiguration,
  runProcess,
  SystemMachineClock,
  tlsMaterial,
} from '#platform';
import { presentNewOrder } from '../../apps/api/src/capacity/orders/order.presenter';
import { OrderPathDto, PurchaseBodyDto } from '../../apps/api/src/capacity/purchase/purchase.dto';
import { purchaseRequestOf } from '../../apps/api/src/capacity/purchase/purchase-request';
import { ApiVersionGuard } from '../../apps/api/src/http/api-version.guard';
import { type Call, Called } from '../../apps/api/src/http/callers/call.decorator';
import { sendCommandHeaders } from '../../apps/api/src/http/command-headers';
import { addHooks } from '../../apps/api/src/http/server/hooks';
import { requestLogging } from '../../apps/api/src/http/server/request-logging';
import { RolesGuard } from '../../apps/api/src/http/callers/roles.guard';
import { serverOptions } from '../../apps/api/src/http/server/server-limits';

@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity')
class NoOpController {
  @Put('reservationOrders/:reservationOrderId')
  @HttpCode(202)
  purchase(
    @Param() { reservationOrderId }: OrderPathDto,
    @Body() body: PurchaseBodyDto,
    @Called() { reply }: Call,
  ): ReturnType<typeof presentNewOrder> {
    sendCommandHeaders(reply, { position: 0n, replayed: false });
    const answer = {
      orderId: reservationOrderId,
      reservationId: reservationId('00000000-0000-4000-8000-000000000000'),
      billingAccountId: billingAccountId('bench'),
      on: Calendar.day('2021-01-15'),
    };
    return presentNewOrder(answer, purchaseRequestOf(body));
  }
}

@Module({})
class NoOpModule {}

async function serve(): Promise<void> {
  const machine = new SystemMachineClock();
  const configuration = loadApiConfiguration();
  const logger = createLogger('no-op', configuration.logLevel);
  const module = {
    module: NoOpModule,
    imports: [LoggerModule.forRoot(requestLogging(logger))],
    controllers: [NoOpController],
    providers: [
      { provide: APP_PIPE, useClass: ZodValidationPipe },
      { provide: APP_GUARD, useClass: RolesGuard },
    ],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    module,
    new FastifyAdapter(serverOptions(await tlsMaterial(configuration, machine))),
    { bufferLogs: true, abortOnError: false },
  );
  app.useLogger(app.get(NestLogger));
  const verifier = await createTokenVerifier(configuration, machine);
  const { unauthenticated } = configuration;
  addHooks(app.getHttpAdapter().getInstance(), { verifier, unauthenticated }, []);
  await app.listen(configuration.port, configuration.host);
  announceReady();
}

runProcess('no-op', async (asked) => {
  await serve();
  await asked;
});
