import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { type HttpRequest } from '../request-and-reply';
import { badInput } from '../errors/refusal';

type Received = Pick<HttpRequest, 'query'> & Readonly<{ body?: unknown }>;

/**
 * `/ledger/v1` hears all that it is sent. What an operation reads is what it declares by `@Query()` and `@Body()`,
 * whose schemas name the fields they do not know; parameters or a body sent to one that declares none are refused here.
 */
@Injectable()
export class DeclaredInput implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (!isOurs(context)) return true;
    const { query, body } = context.switchToHttp().getRequest<Received>();
    const reads = inputsOf(context);
    const [parameter] = reads.has(RouteParamtypes.QUERY) ? [] : namesIn(query);
    if (parameter !== undefined)
      throw badInput(
        `${parameter}: there is no such parameter here; this operation takes none.`,
        parameter,
      );
    if (reads.has(RouteParamtypes.BODY) || isEmpty(body)) return true;
    const [field] = namesIn(body);
    throw badInput(
      field === undefined
        ? 'This operation takes no body.'
        : `${field}: not a field of this request, which takes no body.`,
      field,
    );
  }
}

/** By its controller's own path: the address of a request may spell it otherwise. */
function isOurs(context: ExecutionContext): boolean {
  const path: unknown = Reflect.getMetadata(PATH_METADATA, context.getClass());
  return typeof path === 'string' && path.startsWith('ledger/');
}

/** The kinds of input that a handler's parameters are declared to be; Nest keeps them under `kind:index`. */
function inputsOf(context: ExecutionContext): ReadonlySet<number> {
  const handler = context.getHandler().name;
  const declared: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler);
  return new Set(namesIn(declared).map((key) => Number.parseInt(key, 10)));
}

function namesIn(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function isEmpty(body: unknown): boolean {
  if (body === undefined || body === null) return true;
  return typeof body === 'object' && !Array.isArray(body) && namesIn(body).length === 0;
}
