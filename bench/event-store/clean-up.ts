type Step = () => Promise<unknown>;

/** What has to be undone, the latest first, once, whether the run ends, fails or is interrupted. */
export class CleanUp {
  private readonly steps: Step[] = [];
  private done: Promise<void> | undefined;

  add(step: Step): void {
    this.steps.push(step);
  }

  run(): Promise<void> {
    return (this.done ??= this.undo());
  }

  private async undo(): Promise<void> {
    for (const step of this.steps.toReversed()) await step();
  }
}
