import { type StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { handlerFailure } from './rpc-failure';

const DASHED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ZERO = '00000000-0000-0000-0000-000000000000';

export type UuidForm = 'string' | 'structured';

/** The id in dashed lower case. Throws when it is missing, malformed or all zero. */
export function uuidOf(message: UUID | undefined): string {
  const text = message?.getStructured()
    ? fromStructured(message)
    : message?.getString().toLowerCase();
  if (text === undefined || !DASHED.test(text) || text === ZERO)
    throw handlerFailure('An id is missing, malformed or all zero.');
  return text;
}

/** The id as a message, in the form the reader asked for. */
export function uuidMessage(id: string, form: UuidForm): UUID {
  if (form === 'string') return new UUID().setString(id);
  const digits = id.replaceAll('-', '');
  const signed = (hex: string): string => String(BigInt.asIntN(64, BigInt(`0x${hex}`)));
  return new UUID().setStructured(
    new UUID.Structured()
      .setMostSignificantBits(signed(digits.slice(0, 16)))
      .setLeastSignificantBits(signed(digits.slice(16))),
  );
}

/** Throws when no stream is named. A name with a NUL character cannot be kept by PostgreSQL. */
export function streamNameOf(message: StreamIdentifier | undefined): string {
  const name = Buffer.from(message?.getStreamName_asU8() ?? []).toString('utf8');
  if (name === '') throw handlerFailure('No stream is named.');
  if (name.includes('\0')) throw handlerFailure('A stream name must not hold a NUL character.');
  return name;
}

function fromStructured(message: UUID): string {
  const structured = message.getStructured();
  const hex = (bits: string | undefined): string =>
    BigInt.asUintN(64, BigInt(bits ?? 0))
      .toString(16)
      .padStart(16, '0');
  const digits =
    hex(structured?.getMostSignificantBits()) + hex(structured?.getLeastSignificantBits());
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
