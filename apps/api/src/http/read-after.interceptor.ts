import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { type ProjectionWaiter } from '#read-models';
import { type Observable } from 'rxjs';
import { headerOf, type HttpRequest } from './request-and-reply';
import { parsedPosition } from './position';
import { badInput, notProjectedYet } from './errors/refusal';

/** A read waits this long for what its caller wrote, and is then to be sent again. */
const WAIT_MILLISECONDS = 2_000;

export const PROJECTION_WAITER = Symbol('projection waiter');

/** Read your own writes: a GET with `x-ledger-after` is answered once the tables hold that position. */
@Injectable()
export class ReadAfterInterceptor implements NestInterceptor {
  constructor(@Inject(PROJECTION_WAITER) private readonly waiter: ProjectionWaiter) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const after = headerOf(request, 'x-ledger-after');
    if (request.method === 'GET' && after !== undefined) await this.waitFor(after);
    return next.handle();
  }

  private async waitFor(after: string): Promise<void> {
    const position = parsedPosition(after);
    if (position === undefined)
      throw badInput(
        'x-ledger-after: must be the x-ledger-position that a command answered.',
        'x-ledger-after',
      );
    if (await this.waiter.waitFor(position, WAIT_MILLISECONDS)) return;
    throw notProjectedYet(
      `What stands at position ${after} cannot be read yet; send the same request again.`,
    );
  }
}
