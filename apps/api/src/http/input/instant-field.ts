import { z } from 'zod';
import { Calendar } from '#ledger-core';

const AN_INSTANT = 'must be an RFC 3339 instant such as "2021-06-15T00:00:00Z"';

/** An instant in RFC 3339, in whatever offset, read as UTC. */
export const instantField = z.iso
  .datetime({ offset: true, error: AN_INSTANT, abort: true })
  .refine(Calendar.isInstant, AN_INSTANT)
  .transform(Calendar.instant);
