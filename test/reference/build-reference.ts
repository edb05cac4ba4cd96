import { type OpenAPIObject } from '@nestjs/swagger';
import { type LedgerSystem } from '../support/ledger-system';
import { playStory } from './play-story';
import { stableTexts } from './stable-texts';
import { GIVEN_IDS } from './story/given-ids';
import { STORY } from './story/story';
import { withExamples } from './with-examples';

/** The day on which the story begins. */
export const STORY_BEGINS = '2021-01-15T00:00:00Z';

/** The reference: the document of the code, with the story played on a fresh system as its examples. */
export async function buildReference(system: LedgerSystem): Promise<OpenAPIObject> {
  const document = system.reference();
  const stable = stableTexts(system.url, GIVEN_IDS);
  const played = await playStory(system, document, STORY);
  const told = played.map(({ step, ...rest }) => ({ ...stable(rest), step }));
  return withExamples(document, told);
}

/** As the file holds it. */
export function fileTextOf(document: OpenAPIObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
