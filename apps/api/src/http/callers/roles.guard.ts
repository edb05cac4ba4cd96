import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import { partnerOf, type Principal } from '#ledger-core';
import { LEDGER_ROLES, type LedgerRole, PARTNER_ROLES } from '#platform';
import { ANY_PARTNER_ROLE, ROLES_EXTENSION } from '../../docs/who-may';
import { callerOf } from './authentication';
import { forbidden, type Refusal } from '../errors/refusal';

/** Any of the roles of R-ACC-2. Of whose accounts an agent may read, `AccountReader` knows. */
const PARTNER_AGENT = 'that of a partner’s agent';

/** Who reads statements and papers: of every account, or of a partner's own customers'. */
export const READERS_OF_ACCOUNTS = [...LEDGER_ROLES, PARTNER_AGENT] as const;

type Admitted = LedgerRole | typeof PARTNER_AGENT;

const NEEDS = 'roles-that-may';

/** Whoever has one of these roles may; nobody else. The reference says so too. */
export function RolesThatMay(...roles: readonly Admitted[]): MethodDecorator & ClassDecorator {
  const told = roles.map((role) => (role === PARTNER_AGENT ? ANY_PARTNER_ROLE : role));
  return applyDecorators(SetMetadata(NEEDS, roles), ApiExtension(ROLES_EXTENSION, told));
}

/** Keeps the routes that name roles to those who have one, before anything is looked up. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const roles = this.reflector.getAllAndOverride<readonly Admitted[] | undefined>(NEEDS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (roles === undefined) return true;
    const caller = callerOf(context.switchToHttp().getRequest<object>());
    if (roles.some((role) => hasRole(caller, role))) return true;
    throw lacking(roles, caller);
  }
}

/** What a caller is told who has none of the roles that may. */
export function lacking(roles: readonly Admitted[], { id }: Principal): Refusal {
  const named = roles.map((role) =>
    role === PARTNER_AGENT ? `${role} (${PARTNER_ROLES.join(', ')})` : role,
  );
  return forbidden(`This needs the role ${named.join(' or ')}; the token of ${id} has not.`);
}

/** Whether a caller reads all there is, whoever's it is. */
export function readsAll({ roles }: Principal): boolean {
  return LEDGER_ROLES.some((role) => roles.includes(role));
}

function hasRole(caller: Principal, admitted: Admitted): boolean {
  if (admitted === PARTNER_AGENT) return partnerOf(caller) !== undefined;
  return caller.roles.includes(admitted);
}
