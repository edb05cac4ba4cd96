import { type AzureReservationAPIOptionalParams } from '@azure/arm-reservations';
import { type SeenAnswer } from './azure-answers';

type Policies = NonNullable<AzureReservationAPIOptionalParams['additionalPolicies']>;

type Observer = (answer: SeenAnswer) => void;

/** By origin: tests reach a system by client and by plain calls, and nothing of either may go by unseen. */
const observers = new Map<string, Observer>();

/** Until it is taken back, every answer of this origin is shown to the observer. */
export function observeAnswers(origin: string, observer: Observer): () => void {
  observers.set(origin, observer);
  return () => {
    observers.delete(origin);
  };
}

/** Shows an answer to whoever observes its origin. */
export function answerSeen(answer: SeenAnswer): void {
  observers.get(new URL(answer.url).origin)?.(answer);
}

/** For the official client: looks at what comes back, and changes nothing. */
export const observingPolicy: Policies[number]['policy'] = {
  name: 'ledgerTestObserver',
  async sendRequest(request, next) {
    const response = await next(request);
    answerSeen({
      method: request.method,
      url: request.url,
      status: response.status,
      headers: response.headers.toJSON(),
      text: response.bodyAsText ?? '',
      ...(typeof request.body === 'string' ? { sent: request.body } : {}),
    });
    return response;
  },
};
