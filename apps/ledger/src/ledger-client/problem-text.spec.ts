import { problemText } from './problem-text';

describe('a refusal for people', () => {
  it('says what is wrong first, then the field and the rule it is about', () => {
    const problem = {
      ...{ code: 'BadRequest', detail: 'on: must be a day of the calendar.', status: 400 },
      ...{ field: 'on', rule: 'R-TIM-1' },
    };
    expect(problemText(400, JSON.stringify(problem))).toBe(
      'on: must be a day of the calendar.\n(HTTP 400 BadRequest, field on, rule R-TIM-1)',
    );
  });

  it.each([['<html>Bad gateway</html>'], ['{"error":"gone"}']])('shows %s as it came', (text) => {
    expect(problemText(502, text)).toBe(`HTTP 502: ${text}`);
  });
});
