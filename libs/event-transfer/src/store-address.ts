import { ProtocolClient } from './protocol-client';

/** What was given is not the address of an event store. The message says nothing of its credentials. */
export class NoStoreAddress extends Error {
  override readonly name = 'NoStoreAddress';
}

const FORM =
  /^(?<scheme>esdb(?:\+discover)?:\/\/)(?:[^:@/]+:[^@]+@)?(?<hosts>[^@/?]+)\/?(?:\?(?<options>.*))?$/;
/** The client warns of other options by printing the whole address, password and all: they do not get that far. */
const OPTIONS: readonly string[] = [
  ...['tls', 'tlscafile', 'usercertfile', 'userkeyfile', 'nodepreference', 'connectionname'],
  ...['maxdiscoverattempts', 'discoveryinterval', 'gossiptimeout', 'defaultdeadline'],
  ...['keepaliveinterval', 'keepalivetimeout', 'throwonappendfailure'],
];

const THIS_MACHINE = /^(?:localhost|\[::1\])(?=:|$)/;

function assertKnownOptions(options: string): void {
  for (const option of options.split('&')) {
    const [key = '', value] = option.split('=');
    const known = key.trim().toLowerCase().replaceAll(/[_-]/g, '');
    if (known === 'tlsverifycert' && value === 'true') continue;
    if (!OPTIONS.includes(known))
      throw new NoStoreAddress(
        `An address of an event store has no option "${key}", or not with that value.`,
      );
  }
}

/** A client for an address, and the address as it may be shown. @throws NoStoreAddress */
export function clientAt(address: string): Readonly<{ client: ProtocolClient; name: string }> {
  const { scheme, hosts, options } = FORM.exec(address.trim())?.groups ?? {};
  if (scheme === undefined || hosts === undefined)
    throw new NoStoreAddress(
      'That is not the address of an event store: esdb://HOST:PORT?tls=false, esdb://USER:PASSWORD@HOST:PORT or esdb+discover://…, special characters in USER and PASSWORD percent-encoded.',
    );
  if (options !== undefined) assertKnownOptions(options);
  const name = `${scheme}${hosts}`;
  try {
    return { client: ProtocolClient.at(address), name };
  } catch (error) {
    throw new NoStoreAddress(`The address ${name} cannot be used: ${whyNot(error)}.`);
  }
}

/** The hosts of an address, in an order of its own; the machine itself has one name. */
function hostsOf(address: string): string {
  const hosts = FORM.exec(address.trim())?.groups?.['hosts'] ?? address.trim();
  const named = hosts
    .split(',')
    .map((host) => host.toLowerCase().replace(THIS_MACHINE, '127.0.0.1'));
  return named.sort().join(',');
}

/** Whether two addresses name the same hosts and ports, whatever their users and options. */
export function isSameAddress(one: string, other: string): boolean {
  return hostsOf(one) === hostsOf(other);
}

/** What the client says of a text that it cannot read quotes a part of it, which may be the password. */
function whyNot(error: unknown): string {
  if (error instanceof Error && 'connectionString' in error)
    return 'a host, port or option of it is none';
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
