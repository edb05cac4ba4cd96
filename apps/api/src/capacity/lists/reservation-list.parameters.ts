import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { DISPLAY_STATES } from '#read-models';

/** The parameters of a list of reservations, as `reservation-list.request.ts` reads them. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  $filter:
    'Comparisons `property eq value`, joined by `and`, `or` and parentheses, text in single quotes: over `sku/name` and `properties/…` such as `properties/displayName`. Another property is refused, naming those there are.',
  $orderby: 'One such property, and `asc` or `desc` after it.',
  $skiptoken: 'How many reservations to leave out, as `nextLink` has it: a whole number.',
  take: 'How many at most on a page: a whole number from 1; 50 if left out, never more than 500.',
  selectedState: `Only those of this displayProvisioningState: one of ${DISPLAY_STATES.join(', ')}, in any case.`,
  refreshSummary: '`true` or `false`; the counts are those of the moment either way.',
};

export function ReservationListParameters(): MethodDecorator {
  const parameters = Object.entries(DESCRIPTIONS).map(([name, description]) =>
    ApiQuery({ name, required: false, schema: { type: 'string' }, description }),
  );
  return applyDecorators(...parameters);
}
