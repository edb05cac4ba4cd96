import { type ConfigurationKeyName } from './configuration-keys';
import { type Environment, isKeyName, secretIn } from './read-values';

export type ConfigurationOverrides = Readonly<
  Partial<Record<ConfigurationKeyName, string | undefined>>
>;

/**
 * The environment of this process with some keys set otherwise: for options of the command line, and for children.
 * A file that would say such a key too is left out.
 */
export function environmentWith(overrides: ConfigurationOverrides): Environment {
  const set = Object.entries(overrides).filter(([, value]) => value !== undefined);
  const own = Object.entries(process.env).filter(
    ([name]) => !set.some(([key]) => isKeyName(name) && secretIn(name) === key),
  );
  return Object.fromEntries([...own, ...set]);
}
