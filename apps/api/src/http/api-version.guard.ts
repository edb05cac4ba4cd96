import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { checkApiVersion } from './api-version';
import { type HttpRequest } from './request-and-reply';

/** Every call of Microsoft.Capacity names the version it speaks. */
@Injectable()
export class ApiVersionGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    checkApiVersion(context.switchToHttp().getRequest<HttpRequest>().url);
    return true;
  }
}
