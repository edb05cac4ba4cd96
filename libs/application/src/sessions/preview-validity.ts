import { Calendar, type Instant } from '#ledger-core';

/** R-PUR-1: how long a quote, and a session of a refund, may be used, in business time. */
const PREVIEW_VALIDITY_MINUTES = 15;

const MS_PER_MINUTE = 60_000;

/** When a preview of an instant expires. */
export function previewExpiry(at: Instant): Instant {
  const expires = Date.parse(at) + PREVIEW_VALIDITY_MINUTES * MS_PER_MINUTE;
  return Calendar.instant(new Date(expires).toISOString());
}
