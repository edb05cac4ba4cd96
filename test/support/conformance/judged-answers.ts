import { AzureAnswers, type SeenAnswer } from './azure-answers';
import { ReferenceAnswers } from './reference-answers';

/** What one test system was asked and answered, judged by Azure's specification and by the ledger's own reference. */
export class JudgedAnswers {
  readonly azure = new AzureAnswers();
  readonly reference = new ReferenceAnswers();

  see(answer: SeenAnswer): void {
    this.azure.see(answer);
    this.reference.see(answer);
  }

  /** @throws naming each request that was answered otherwise than either says. */
  async check(): Promise<void> {
    await this.azure.check();
    this.reference.check();
  }
}
