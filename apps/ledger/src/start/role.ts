import { type Configuration } from '#platform';

/** The processes of the system, in the order in which they start. */
export const ROLES = ['postgres', 'event-store-node', 'projector', 'api'] as const;
export type Role = (typeof ROLES)[number];

/** Parses a role's name; undefined if there is none of that name. */
export function roleNamed(name: string): Role | undefined {
  return ROLES.find((role) => role === name);
}

/** The roles to start on this machine: all that the configuration does not point elsewhere. */
export function rolesOf(configuration: Configuration): readonly Role[] {
  const { databaseUrl, eventStoreUrl, eventStoreNode } = configuration;
  const ownEventStore = eventStoreUrl === undefined;
  const ownPostgres =
    databaseUrl === undefined || (ownEventStore && eventStoreNode.databaseUrl === undefined);
  return ROLES.filter((role) => {
    if (role === 'postgres') return ownPostgres;
    return role !== 'event-store-node' || ownEventStore;
  });
}
