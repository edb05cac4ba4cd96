import { type ResourceType } from '../catalogue/product';

/** Types of one group are exchanged for each other; every type outside the named groups is a group by itself. */
export type ExchangeGroup = 'Compute' | 'Sql' | ResourceType;

const GROUPS: Readonly<Partial<Record<ResourceType, ExchangeGroup>>> = {
  VirtualMachines: 'Compute',
  DedicatedHost: 'Compute',
  AVS: 'Compute',
  // Azure's one type for single databases, Managed Instance and elastic pools.
  SqlDatabases: 'Sql',
};

/** R-EXC-1: compute for compute, SQL for SQL in all its forms, and every other type only for itself. */
export function exchangeGroupOf(type: ResourceType): ExchangeGroup {
  return GROUPS[type] ?? type;
}
