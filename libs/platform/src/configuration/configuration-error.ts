import {
  type ConfigurationKey,
  type ConfigurationKeyName,
  configurationKeys,
} from './configuration-keys';

export interface ConfigurationProblem {
  readonly key: ConfigurationKeyName;
  readonly message: string;
}

/** A key as whoever set it knows it: by its option, if the command line has one for it. */
function named(name: ConfigurationKeyName): string {
  const { option }: ConfigurationKey = configurationKeys[name];
  return option === undefined ? name : `${option} (${name})`;
}

/** The environment cannot be used as it is; the message names each key and what it would accept. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(problems.map(({ key, message }) => `${named(key)}: ${message}`).join('\n'));
    this.name = 'ConfigurationError';
  }
}
