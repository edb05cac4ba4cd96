import { putSession, type Reader, type Session, sessionById } from '#read-models';
import { SessionStore } from '../ports/session-store.port';

/** The session table. */
export class PostgresSessionStore extends SessionStore {
  constructor(private readonly reader: Reader) {
    super();
  }

  override put(session: Session): Promise<void> {
    return putSession(this.reader, session);
  }

  override byId(id: string): Promise<Session | undefined> {
    return sessionById(this.reader, id);
  }
}
