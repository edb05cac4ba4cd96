import { z } from 'zod';
import { type Answer } from '../../support/https-json';
import { type LedgerCaller } from '../../support/ledger-system';
import { type Interaction, recordedWords } from './recorded-conversation';
import { type Difference, differencesOf } from './shape';

const POLLS_MAX = 100;
const STATUS = z.object({ status: z.string() });
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

export type Compared = Readonly<{ operation: string; difference: Difference }>;

function guidsIn(text: string): readonly string[] {
  return text.match(GUID) ?? [];
}

/** Sends what was recorded, with our ids in the place of the recorded ones, and compares what comes back. */
export class Replay {
  readonly #ids = new Map<string, string>();
  readonly compared: Compared[] = [];
  readonly operations = new Set<string>();
  readonly #words = recordedWords();
  #told = '';

  constructor(private readonly caller: LedgerCaller) {}

  /** What a recorded id is called here. */
  know(recorded: string, ours: string): this {
    this.#ids.set(recorded.toLowerCase(), ours);
    return this;
  }

  /** What a recorded id is called here, once it is known. */
  idOf(recorded: string): string {
    return this.#ids.get(recorded.toLowerCase()) ?? recorded;
  }

  /** Sends the same path and the same body, compares the answer, and learns our ids from it. */
  async say(operation: string, interaction: Interaction | undefined): Promise<Answer> {
    const path = this.#ours(interaction?.request.path ?? '').replaceAll(' ', '%20');
    return this.#send(operation, path, interaction);
  }

  /** Asks for the place that the answer before told as its Location, which is made of revisions and no id. */
  async follow(operation: string, interaction: Interaction | undefined): Promise<Answer> {
    const { pathname, search } = new URL(this.#told);
    return this.#send(operation, `${pathname}${search}`, interaction);
  }

  async #send(
    operation: string,
    path: string,
    interaction: Interaction | undefined,
  ): Promise<Answer> {
    if (interaction === undefined) throw new Error(`${operation}: the recording is too short`);
    const { request, response } = interaction;
    const body = request.body === null ? undefined : this.#ours(JSON.stringify(request.body));
    const answer = await this.caller.send(request.method, path, body);
    this.operations.add(operation);
    this.#told = String(answer.headers['location']);
    for (const difference of differencesOf(response, answer, this.#words))
      this.compared.push({ operation, difference });
    this.#learn(response.body, answer.body);
    for (const [name, recorded] of Object.entries(response.headers))
      this.#learn(recorded, answer.headers[name]);
    return answer;
  }

  /** Asks again, without comparing, until an operation has come to a status. */
  async until(status: string, interaction: Interaction | undefined): Promise<void> {
    const path = this.#ours(interaction?.request.path ?? '');
    for (let asked = 0; asked < POLLS_MAX; asked += 1) {
      const { body } = await this.caller.send('GET', path);
      if (STATUS.safeParse(body).data?.status === status) return;
    }
    throw new Error(`${path} never came to ${status}`);
  }

  #ours(text: string): string {
    return text.replace(GUID, (guid) => this.idOf(guid));
  }

  /** Ids at the same place are the same thing. */
  #learn(recorded: unknown, ours: unknown): void {
    if (typeof recorded === 'string' && typeof ours === 'string') {
      const own = guidsIn(ours);
      guidsIn(recorded).forEach((guid, index) => {
        const named = own[index];
        if (named !== undefined && !this.#ids.has(guid.toLowerCase())) this.know(guid, named);
      });
    } else if (typeof recorded === 'object' && typeof ours === 'object' && recorded && ours) {
      const members = new Map<string, unknown>(Object.entries(ours));
      for (const [name, member] of Object.entries(recorded)) this.#learn(member, members.get(name));
    }
  }
}
