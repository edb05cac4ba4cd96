import { type Session } from '#read-models';

/** Quotes and previewed refunds by their ids, expired or not. */
export abstract class SessionStore {
  /** Writes a session whose id is new. */
  abstract put(session: Session): Promise<void>;
  abstract byId(id: string): Promise<Session | undefined>;
}
