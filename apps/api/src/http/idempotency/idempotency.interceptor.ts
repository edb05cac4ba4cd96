import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { type KeyedAnswer } from '#read-models';
import { operationIn } from '../../capacity/operations/operation-location';
import { OperationResults } from '../../capacity/operations/operation-results';
import { keyOf } from './idempotency-key';
import { callerOf } from '../callers/authentication';
import { type HttpReply, type HttpRequest } from '../request-and-reply';
import { answerOfBug, answerOfFailure } from '../errors/failure';
import { isUnspentBy } from './idempotency-end';
import { IdempotencyKeys, type KeyTurn } from './idempotency-keys';
import { keyedRequestOf } from './idempotency-request';

const READS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
const POSITION = 'x-ledger-position';
/** The headers that belong to a result, whichever request asks for it. */
const HEADERS_OF_RESULT = [POSITION, 'location', 'azure-asyncoperation', 'retry-after'] as const;

type Exchange = Readonly<{ request: HttpRequest; reply: HttpReply }>;
type Turn = Extract<KeyTurn, { kind: 'carryOut' }>;

/**
 * A request that writes and carries an Idempotency-Key is carried out once; the same again is answered with the first
 * result, another under the key is refused (ADR 0013). It comes after the guards and before the body is looked at, so
 * that whoever may not ask spends nothing.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly operations: OperationResults,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    if (READS.includes(request.method)) return next.handle();
    const { idempotencyKey: key } = keyOf(request);
    if (key === undefined) return next.handle();
    const { id: principal, tenantId: tenant } = callerOf(request);
    const named = await keyedRequestOf(request);
    const turn = await this.keys.turnOf({ tenant, principal, key }, named);
    const exchange = { request, reply: http.getResponse<HttpReply>() };
    if (turn.kind === 'carryOut') return this.carriedOut(turn, exchange, next);
    if (await this.isForgotten(turn.answer)) return next.handle();
    return answeredAgain(exchange.reply, turn.answer);
  }

  private async carriedOut(
    turn: Turn,
    exchange: Exchange,
    next: CallHandler,
  ): Promise<Observable<unknown>> {
    const result = await this.resultOf(turn, exchange, next);
    const answer = answerOf(exchange.reply, result);
    const first = await this.keys.spend(turn.claim, answer);
    return first === answer ? of(result) : answeredAgain(exchange.reply, first);
  }

  /**
   * Only what was accepted spends a key; what may have been accepted keeps it. A refusal says of this time only that
   * nothing was written: a time before may have written.
   */
  private async resultOf(
    { claim, isFirst }: Turn,
    { request, reply }: Exchange,
    next: CallHandler,
  ): Promise<unknown> {
    try {
      return await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      const answered = answerOfFailure(error, request, []) ?? answerOfBug(request.id);
      const position = reply.getHeader(POSITION);
      if (isFirst && isUnspentBy(answered, { position })) await this.keys.giveBack(claim);
      else await this.keys.leave(claim);
      throw error;
    }
  }

  /** After some days nobody can poll an operation: the command itself then says anew where its result is. */
  private async isForgotten({ headers }: KeyedAnswer): Promise<boolean> {
    const operation = operationIn(headers['location'] ?? '');
    return operation !== undefined && (await this.operations.isForgotten(operation));
  }
}

function answerOf(reply: HttpReply, result: unknown): KeyedAnswer {
  const headers = HEADERS_OF_RESULT.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  const body = result === undefined ? null : JSON.stringify(result);
  return { status: reply.statusCode, headers: Object.fromEntries(headers), body };
}

function answeredAgain(
  reply: HttpReply,
  { status, headers, body }: KeyedAnswer,
): Observable<unknown> {
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  reply.code(status).header('Idempotency-Replayed', 'true');
  const result: unknown = body === null ? undefined : JSON.parse(body);
  return of(result);
}
