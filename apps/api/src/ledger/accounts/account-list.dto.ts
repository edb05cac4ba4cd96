import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { accountCursor } from '#read-models';
import { cursorField } from '../cursor-field';

export class AccountListQueryDto extends createZodDto(
  z.strictObject({ cursor: cursorField(accountCursor) }),
) {}
