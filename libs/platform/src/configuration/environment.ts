import { type Environment } from './configuration';
import { type ConfigurationKeyName } from './configuration-keys';

export type ConfigurationOverrides = Readonly<
  Partial<Record<ConfigurationKeyName, string | undefined>>
>;

/** The environment of this process with some keys set otherwise: for options of the command line, and for children. */
export function environmentWith(overrides: ConfigurationOverrides): Environment {
  const set = Object.entries(overrides).filter(([, value]) => value !== undefined);
  return { ...process.env, ...Object.fromEntries(set) };
}
