import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Principal } from '#ledger-core';
import { callerOf } from './authentication';
import { type HttpReply, type HttpRequest } from '../request-and-reply';

/** Who calls, by what request, and the headers of what will be answered. */
export type Call = Readonly<{ caller: Principal; request: HttpRequest; reply: HttpReply }>;

/** The call that a handler answers. */
export const Called = createParamDecorator((_: unknown, context: ExecutionContext): Call => {
  const http = context.switchToHttp();
  const request = http.getRequest<HttpRequest>();
  return { caller: callerOf(request), request, reply: http.getResponse<HttpReply>() };
});
