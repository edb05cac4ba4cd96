import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { ZodValidationException } from 'nestjs-zod';
import { z } from 'zod';
import { sayMistake } from './field-mistake';

/** Body, path and query as their DTOs read them; what does not fit is said in our words where a schema has none of its own. */
@Injectable()
export class RequestPipe implements PipeTransform {
  transform(value: unknown, { metatype }: ArgumentMetadata): unknown {
    const schema = schemaOf(metatype);
    if (schema === undefined) return value;
    const read = schema.safeParse(value, { error: sayMistake });
    if (read.success) return read.data;
    throw new ZodValidationException(read.error);
  }
}

/** DTOs are classes that carry their schema. */
function schemaOf(metatype: ArgumentMetadata['metatype']): z.ZodType | undefined {
  if (metatype === undefined || !('schema' in metatype)) return undefined;
  return metatype.schema instanceof z.ZodType ? metatype.schema : undefined;
}
