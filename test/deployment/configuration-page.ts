import { type ConfigurationKey, configurationKeys, configurationKinds } from '#platform';

const PROCESSES: Readonly<Record<ConfigurationKey['readBy'][number], string>> = {
  ledger: '`ledger`',
  api: 'api',
  projector: 'projector',
  'event-store-node': 'event store node',
};

const OPENING = [
  '# Configuration',
  '',
  'Everything is configured by the environment, and every key is here. `npm run configuration` makes this page from',
  '[configuration-keys.ts](../libs/platform/src/configuration/configuration-keys.ts); a test fails when it is stale.',
  '',
  '- A key that is set to nothing counts as unset.',
  '- A process that cannot use what it is given names every key that is wrong with what would be accepted, and ends',
  '  with exit code 2. A value that may hold a password is not repeated.',
  '- A key that begins with `LEDGER_` and is none of these has no effect; `ledger start` says so.',
  '- An option of the command line wins over the key it stands for, in the verbs that have it (`ledger VERB --help`).',
  '- A relative path starts at the directory in which the process was started.',
].join('\n');

/** Keys in code quotes, and places to fill in that Markdown would take for tags. */
function prose(text: string): string {
  return text
    .replaceAll(/https:\/\/\S*<[^>]+>|<[^>]+>\/\S*/g, '`$&`')
    .replaceAll(/(?<![`\w<])LEDGER_[A-Z_]+(?:=[\w.]+)?(?![`\w>])/g, '`$&`');
}

function unsetOf({ default: value, whenUnset = 'unset' }: ConfigurationKey): string {
  return value === undefined ? prose(whenUnset) : `\`${value}\``;
}

function readersOf({ readBy }: ConfigurationKey): string {
  return readBy.length === Object.keys(PROCESSES).length
    ? 'every process'
    : readBy.map((process) => PROCESSES[process]).join(', ');
}

function section([name, key]: readonly [string, ConfigurationKey]): string {
  const { kind, description, option, secret } = key;
  const rows: readonly (readonly [string, string])[] = [
    ['accepts', configurationKinds[kind].accepts],
    ['if unset', unsetOf(key)],
    ['read by', readersOf(key)],
    ...(option === undefined ? [] : [['option', `\`${option}\``] as const]),
    ...(secret === true ? [['secret', 'keep it out of logs and of version control'] as const] : []),
  ];
  const list = rows.map(([head, text]) => `- ${head}: ${text}`).join('\n');
  return [`## ${name}`, prose(description), list].join('\n\n');
}

/** The page of every key of the environment, as docs/configuration.md holds it. */
export function configurationPage(): string {
  const sections = Object.entries<ConfigurationKey>(configurationKeys).map(section);
  return `${[OPENING, ...sections].join('\n\n')}\n`;
}
