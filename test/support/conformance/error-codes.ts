import { KnownErrorResponseCode } from '@azure/arm-reservations';

/** Codes of Azure paths that the client's enumeration lacks, and why each is sent. */
export const CODES_BEYOND_THE_ENUMERATION: Readonly<Record<string, string>> = {
  MissingApiVersionParameter:
    "Azure's front door answers so before a provider is asked: without a version there is no enumeration.",
  InvalidResourceType:
    "Azure's front door answers so of a version, or a path, that the provider does not have.",
  PurchaseTotalLessThanRefundTotal:
    'The codes of exchange policies are free text; calculateExchange puts them in policyErrors, exchange answers 400 with the same.',
  ReservationTypesNotExchangeable: 'A code of exchange policies, which are free text.',
  BillingScopeMismatch: 'A code of exchange policies, which are free text.',
  ReservationNotActive: 'A code of exchange policies, which are free text.',
  ReservationNotExchangeable: 'A code of exchange policies, which are free text.',
};

const ENUMERATED: ReadonlySet<string> = new Set(Object.values(KnownErrorResponseCode));

/** Whether a client of Azure may meet this code. */
export function isKnownToClients(code: string): boolean {
  return ENUMERATED.has(code) || code in CODES_BEYOND_THE_ENUMERATION;
}

/** Whether the enumeration itself has the code. */
export function isEnumerated(code: string): boolean {
  return ENUMERATED.has(code);
}
