import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { DOCUMENT_KINDS, DOCUMENT_STATUSES, documentCursor } from '#read-models';
import { cursorField } from '../cursor-field';
import { accountIdField, documentNumberField } from '../fields';

const REVISION_MAX = 1_000_000;

export class DocumentListQueryDto extends createZodDto(
  z.strictObject({
    kind: z.enum(DOCUMENT_KINDS).exactOptional().describe('Papers of this kind only.'),
    status: z
      .enum(DOCUMENT_STATUSES)
      .exactOptional()
      .describe('Papers of this status only: `Due` are those to be paid.'),
    cursor: cursorField(documentCursor),
  }),
) {}

export class DocumentQueryDto extends createZodDto(
  z.strictObject({
    revision: z
      .string()
      .regex(/^[1-9]\d{0,6}$/, 'must be a whole number from 1')
      .transform(Number)
      .pipe(z.int().max(REVISION_MAX))
      .exactOptional()
      .describe('1 answers what was first issued; the latest when left out.'),
  }),
) {}

export class DocumentPathDto extends createZodDto(
  z.object({ account: accountIdField, number: documentNumberField }),
) {}
