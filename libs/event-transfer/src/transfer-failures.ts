/** What was asked for would not make a copy, and whoever asked has to decide first. Nothing was written for it. */
export class TransferRefused extends Error {
  override readonly name = 'TransferRefused';
}

/** The source lacks events that no copy can do without. */
export class SourceCut extends Error {
  override readonly name = 'SourceCut';
}

/** A store does not answer, or not now. What was appended stays, and the same transfer can be begun again. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The target was read again and is not what the source was. */
export class TransferNotExact extends Error {
  override readonly name = 'TransferNotExact';
}
