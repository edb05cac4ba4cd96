import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CODECS } from '#event-log';
import {
  BILLING_EVENT_TYPES,
  EXCHANGE_RATE_EVENT_TYPES,
  POLICY_TERMS_EVENT_TYPES,
  SUBSCRIPTION_EVENT_TYPES,
  UTILISATION_EVENT_TYPES,
} from '#ledger-core';
import { READ_MODELS } from '#read-models';
import { gapsOf } from './catalogue';
import { readModelExceptions } from './read-model-exceptions';
import { repositoryRoot } from './sample-trees';
import { treeFiles } from './tree-files';

/** The files that fold events into a state. */
function evolveText(): string {
  return treeFiles()
    .filter(({ path }) => /^libs\/ledger-core\/src\/.*(?<!\.spec)\.ts$/.test(path))
    .filter(({ text }) => /function evolve/.test(text))
    .map(({ text }) => text)
    .join('\n');
}

describe('every event of the ledger', () => {
  it('has a codec, an evolve case, a golden sample and a read model or a reasoned exception', () => {
    const catalogue = {
      eventTypes: [
        ...new Set([
          ...BILLING_EVENT_TYPES,
          ...SUBSCRIPTION_EVENT_TYPES,
          ...POLICY_TERMS_EVENT_TYPES,
          ...EXCHANGE_RATE_EVENT_TYPES,
          ...UTILISATION_EVENT_TYPES,
        ]),
      ],
      codecs: Object.keys(CODECS),
      evolve: evolveText(),
      goldenSamples: readdirSync(join(repositoryRoot, 'test/golden/events')),
      readModels: READ_MODELS.map(({ table, handles }) => ({ name: table.name, handles })),
      exceptions: readModelExceptions,
    };
    expect(gapsOf(catalogue)).toEqual([]);
  });
});
