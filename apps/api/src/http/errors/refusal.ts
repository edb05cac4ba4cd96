import { sentence } from './sentence';

export type Answered = Readonly<{
  status: number;
  /** The code of a problem on /ledger/v1, and Azure's unless `azureCode` says another. */
  code: string;
  azureCode?: string;
  /** What is wrong and what would be accepted. */
  detail: string;
  /** Instead of `detail`, for whoever may not know the inside of an account: it came before anybody asked whose it is. */
  detailForOthers?: string;
  field?: string;
  /** The parameter meant, on those of Azure's operations whose errors have one. */
  target?: string;
  rule?: string;
  retryAfterSeconds?: number;
  /** The verbs that the path takes (RFC 9110), of one that is none of them. */
  allow?: readonly string[];
  /** A `WWW-Authenticate` challenge (RFC 6750). */
  challenge?: string;
}>;

/** A request that is answered with an error; the filter gives it the shape of the surface it came in by. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly answered: Answered) {
    super(answered.detail);
  }
}

/** Input that cannot be understood: nothing was looked up and nothing changed. */
export function badInput(detail: string, field?: string): Refusal {
  return new Refusal({
    status: 400,
    code: 'BadRequest',
    detail,
    ...(field === undefined ? {} : { field }),
  });
}

/** A query parameter that cannot be understood. */
export function badParameter(name: string, why: string): Refusal {
  return badInput(`${name}: ${sentence(why)}`, name);
}

/** What is read of a request whose errors name their target, as those of few of Azure's operations do. */
export function namingTarget<Answer>(read: () => Answer): Answer {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal) || error.answered.field === undefined) throw error;
    throw new Refusal({ ...error.answered, target: error.answered.field });
  }
}

const NOT_PROJECTED_RETRY_AFTER_SECONDS = 1;

/** What is asked for is written, and the tables do not have it yet. */
export function notProjectedYet(detail: string): Refusal {
  return new Refusal({
    status: 503,
    code: 'NotProjectedYet',
    azureCode: 'BillingTransientError',
    detail,
    retryAfterSeconds: NOT_PROJECTED_RETRY_AFTER_SECONDS,
  });
}

/** A caller who is known and may not. */
export function forbidden(detail: string): Refusal {
  return new Refusal({ status: 403, code: 'AuthorizationFailed', detail });
}
