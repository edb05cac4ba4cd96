/** The commands of the burst, by the names their events give them. */
export type CommandKind =
  | 'OpenBillingAccount'
  | 'LinkSubscription'
  | 'PurchaseReservation'
  | 'RefundReservation'
  | 'RecordPayment';

export type CommandFate =
  /** Its answer said that it is done; `result` is the id that the answer named. */
  | Readonly<{ fate: 'acknowledged'; result: string; position: string | undefined }>
  /** Its answer, in the end, said that it is not done. */
  | Readonly<{ fate: 'refused'; status: number; why: string }>
  /** It never had an answer: it may stand or not. */
  | Readonly<{ fate: 'unknown' }>;

/** One command as its sender knows it, whatever became of it. */
export type SentCommand = Readonly<{
  kind: CommandKind;
  /** The id outside: account, subscription, order, session or key. */
  operationId: string;
  fate: CommandFate;
}>;

/** What the senders wrote down: the one memory that no kill reaches. */
export class Journal {
  readonly #commands = new Map<string, SentCommand>();
  readonly #faults: string[] = [];
  #sent = 0;
  #acknowledged: Readonly<{ sentAt: number; at: number }>[] = [];

  /** Commands of the burst that set out so far; those that prepare it do not count. */
  get sent(): number {
    return this.#sent;
  }

  get faults(): readonly string[] {
    return this.#faults;
  }

  get commands(): readonly SentCommand[] {
    return [...this.#commands.values()];
  }

  /** Written before the command sets out. */
  setsOut(kind: CommandKind, operationId: string): void {
    if (kind !== 'OpenBillingAccount' && kind !== 'LinkSubscription') this.#sent += 1;
    this.#write({ kind, operationId, fate: { fate: 'unknown' } });
  }

  /** Written when its answer is there. A second answer must say the same as the first. */
  answered(kind: CommandKind, operationId: string, fate: CommandFate, sentAt: number): void {
    const before = this.#commands.get(`${kind} ${operationId}`)?.fate;
    if (before?.fate === 'acknowledged' && !isSame(before, fate)) {
      this.fault(`${kind} ${operationId}: first ${said(before)}, then ${said(fate)}`);
      return;
    }
    this.#write({ kind, operationId, fate });
    if (fate.fate === 'acknowledged') this.#acknowledged.push({ sentAt, at: performance.now() });
  }

  fault(sentence: string): void {
    this.#faults.push(sentence);
  }

  /** When the first command that set out after a moment was acknowledged. */
  firstAcknowledgedAfter(moment: number): number | undefined {
    const later = this.#acknowledged.filter(({ sentAt }) => sentAt > moment);
    this.#acknowledged = later;
    return later[0]?.at;
  }

  /** How many commands of each kind met each fate, such as `PurchaseReservation acknowledged`. */
  tally(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { kind, fate } of this.#commands.values()) {
      const name =
        fate.fate === 'refused' ? `${kind} refused: ${fate.why}` : `${kind} ${fate.fate}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return new Map([...counts].sort());
  }

  #write(command: SentCommand): void {
    this.#commands.set(`${command.kind} ${command.operationId}`, command);
  }
}

function isSame(first: CommandFate, second: CommandFate): boolean {
  return (
    first.fate === 'acknowledged' &&
    second.fate === 'acknowledged' &&
    first.result === second.result
  );
}

function said(fate: CommandFate): string {
  if (fate.fate === 'acknowledged') return `acknowledged with ${fate.result}`;
  return fate.fate === 'refused' ? `refused: ${fate.status} ${fate.why}` : 'without an answer';
}
