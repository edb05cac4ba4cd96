import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type HttpRequest } from './exchange';
import { badInput } from './refusal';

/** Of a read that takes no parameters: one that is sent all the same is refused by name, never unheard. */
@Injectable()
export class NoParameters implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { query } = context.switchToHttp().getRequest<HttpRequest>();
    const [name] = typeof query === 'object' && query !== null ? Object.keys(query) : [];
    if (name === undefined) return true;
    throw badInput(`${name}: there is no such parameter here.`, name);
  }
}
