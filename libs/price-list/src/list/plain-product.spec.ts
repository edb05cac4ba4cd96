import { type ResourceType } from '#ledger-core';
import { isPlain } from './plain-product';

test.each<[ResourceType, string, boolean]>([
  ['VirtualMachines', 'Virtual Machines DSv3 Series', true],
  ['VirtualMachines', 'DCsv3 Series Linux', true],
  ['VirtualMachines', 'Virtual Machines DSv3 Series Windows', false],
  ['VirtualMachines', 'Virtual Machines DSv3 Series WINDOWS', false],
  ['VirtualMachines', 'Virtual Machines DSv3 Series SQL Server Standard', false],
  ['VirtualMachines', 'Virtual Machines DSv3 Series Red Hat Enterprise Linux', false],
  ['VirtualMachines', 'Virtual Machines DSv3 Series RHEL', false],
  ['VirtualMachines', 'Virtual Machines DSv3 Series SUSE', false],
  ['VirtualMachines', 'Virtual Machines DSv3 Series SLES', false],
  ['VirtualMachines', 'Virtual Machines DSv3 Series Ubuntu Pro', false],
  ['VirtualMachines', 'Virtual Machines DSv3 Series BYOL', false],
  ['SqlDatabases', 'SQL Database Single/Elastic Pool General Purpose - Compute Gen5', true],
  ['SqlDatabases', 'SQL Database Single/Elastic Pool General Purpose - SQL License', false],
  ['RedHat', 'Red Hat Enterprise Linux', true],
  ['RedHatOsa', 'Azure Red Hat OpenShift Compute Optimized', true],
  ['SuseLinux', 'SUSE Linux Enterprise Server Standard', true],
  ['SuseLinux', 'SUSE Linux Enterprise Server Windows', false],
])('%s %p is plain: %p', (type, name, expected) => {
  expect(isPlain(type, name)).toBe(expected);
});
