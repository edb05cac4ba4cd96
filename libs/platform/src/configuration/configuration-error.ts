import { type ConfigurationKeyName } from './configuration-keys';

export interface ConfigurationProblem {
  readonly key: ConfigurationKeyName;
  readonly message: string;
}

/** The environment cannot be used as it is; the message names each key and what it would accept. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(problems.map(({ key, message }) => `${key}: ${message}`).join('\n'));
    this.name = 'ConfigurationError';
  }
}
