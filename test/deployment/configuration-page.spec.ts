import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configurationKeys } from '#platform';
import { configurationPage } from './configuration-page';

const FILE = join(__dirname, '../../docs/configuration.md');

beforeAll(async () => {
  if (process.env['WRITE_CONFIGURATION'] === 'yes') await writeFile(FILE, configurationPage());
});

describe('the page of the configuration', () => {
  it('is what the keys say; `npm run configuration` writes it', async () => {
    expect(await readFile(FILE, 'utf8')).toBe(configurationPage());
  });

  it('has a heading for every key', () => {
    const headings = [...configurationPage().matchAll(/^## (\w+)$/gm)].map(([, key]) => key);
    expect(headings).toEqual(Object.keys(configurationKeys));
  });

  it('has no tag that a reader of Markdown would swallow', () => {
    expect(configurationPage().replaceAll(/`[^`]*`/g, '')).not.toMatch(/<\w/);
  });
});
