import { type DynamicModule } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CommandBus, CqrsModule, type ICommand } from '@nestjs/cqrs';
import { type ApiMetrics, type CommandOutcome } from './api-metrics';

const OUTCOMES: readonly string[] = ['done', 'rejected', 'busy', 'unavailable', 'parked'];

/** The command bus, counting what each command comes to. */
class MeasuredCommandBus extends CommandBus {
  constructor(
    moduleRef: ModuleRef,
    private readonly metrics: Pick<ApiMetrics, 'carriedOut'>,
  ) {
    super(moduleRef);
  }

  override async execute<R = unknown>(command: ICommand): Promise<R> {
    const name = command.constructor.name;
    try {
      const result: R = await super.execute<ICommand, R>(command);
      this.metrics.carriedOut(name, outcomeOf(result));
      return result;
    } catch (error) {
      this.metrics.carriedOut(name, 'failed');
      throw error;
    }
  }
}

/** The module of the command bus, which counts what commands come to. */
export function measuredCqrs(metrics: Pick<ApiMetrics, 'carriedOut'>): DynamicModule {
  const useFactory = (modules: ModuleRef) => new MeasuredCommandBus(modules, metrics);
  const measured = { provide: CommandBus, useFactory, inject: [ModuleRef] };
  const { providers = [], ...plain } = CqrsModule.forRoot();
  return { ...plain, providers: [...providers, measured] };
}

/** What a handler answered; one that answers no outcome has done what was asked. */
export function outcomeOf(result: unknown): CommandOutcome {
  if (typeof result !== 'object' || result === null || !('outcome' in result)) return 'done';
  const { outcome } = result;
  if (!isOutcome(outcome)) return 'done';
  const isRepeated = outcome === 'done' && 'replayed' in result && result.replayed === true;
  return isRepeated ? 'repeated' : outcome;
}

function isOutcome(text: unknown): text is Exclude<CommandOutcome, 'repeated' | 'failed'> {
  return typeof text === 'string' && OUTCOMES.includes(text);
}
