import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { documentNumber } from '#ledger-core';
import { DOCUMENT_KINDS, DOCUMENT_STATUSES, documentCursor } from '#read-models';
import { DOCUMENT_NUMBER } from './answers/value-names';
import { cursorField } from './cursor-field';
import { accountIdField, dayField } from './fields';

const NUMBER = /^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}-\d{6,}$/;
const REVISION_MAX = 1_000_000;

export class StatementQueryDto extends createZodDto(
  z.strictObject({
    on: dayField.exactOptional().describe('The day asked about; business today when left out.'),
  }),
) {}

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
  z.object({
    account: accountIdField,
    number: z
      .string()
      .regex(NUMBER, 'must be a document number such as "contoso-000001"')
      .meta(DOCUMENT_NUMBER)
      .transform(documentNumber),
  }),
) {}
