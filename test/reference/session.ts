import { type PlayedStep, WHO } from './story-step';

/** The introduction, and after it the session that the examples are, told in the order in which it works. */
export function withSession(
  introduction: string | undefined,
  played: readonly PlayedStep[],
): string {
  return [
    introduction ?? '',
    '## The examples are one session',
    `Each example is a request as it was sent, and the answer as it came back, of a ledger started with \`npm start -- --test-clock 2021-01-15T00:00:00Z\`. Sent in this order, each GET with \`x-ledger-after\`, they work as printed; ids that the ledger mints (GUIDs of orders, reservations, sessions, lines) are other ones each time: take yours from the answer before. ${whoAsks()}`,
    `<details><summary>All ${String(played.length)} requests in their order</summary>`,
    played.map(lineOf).join('\n'),
    '</details>',
  ].join('\n\n');
}

function lineOf({ step, method, url, status }: PlayedStep, index: number): string {
  return `${String(index + 1)}. ${step.title}: \`${method.toUpperCase()} ${url}\` → ${String(status)} (${step.as})`;
}

function whoAsks(): string {
  const each = Object.entries(WHO).map(([name, who]) => {
    const role = 'roles' in who ? `with ${who.roles.join(', ')}` : 'without a role';
    return `\`${name}\` is ${who.principal} ${role}`;
  });
  return `${each.join(', ')}.`;
}
