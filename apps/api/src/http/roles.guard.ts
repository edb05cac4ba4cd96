import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  type CustomDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { callerOf } from './authentication';
import { forbidden } from './refusal';

export const ROLES = ['Ledger.Admin', 'Ledger.Auditor'] as const;
export type Role = (typeof ROLES)[number];

const NEEDS = 'roles-that-may';

/** Whoever has one of these roles may; nobody else. */
export function RolesThatMay(...roles: readonly Role[]): CustomDecorator {
  return SetMetadata(NEEDS, roles);
}

/** Keeps the routes that name roles to those who have one. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const roles = this.reflector.getAllAndOverride<readonly Role[] | undefined>(NEEDS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (roles === undefined) return true;
    const caller = callerOf(context.switchToHttp().getRequest<object>());
    if (roles.some((role) => caller.roles.includes(role))) return true;
    throw forbidden(
      `This needs the role ${roles.join(' or ')}; the token of ${caller.id} has not.`,
    );
  }
}
