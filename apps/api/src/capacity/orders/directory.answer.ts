import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { GUID_TEXT } from '../answer-fields';

/** One line of Azure's ChangeDirectoryResponse. A change is whole or refused whole, so that each line succeeds. */
const changedLine = z.strictObject({
  id: GUID_TEXT,
  name: z.string().describe('The display name.'),
  isSucceeded: z.literal(true),
});

/** Azure's ChangeDirectoryResponse. */
export const directoryAnswer = z
  .strictObject({ reservationOrder: changedLine, reservations: z.array(changedLine) })
  .meta({ id: 'ChangeDirectoryResponse' });

export class DirectoryAnswerDto extends createZodDto(directoryAnswer) {}
