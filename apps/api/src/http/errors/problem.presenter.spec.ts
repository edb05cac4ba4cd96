import { NotFoundException } from '@nestjs/common';
import { z } from 'zod';
import { reservationOrderId } from '#ledger-core';
import { answerOfBadFields } from '../input/bad-field.presenter';
import { sayMistake } from '../input/field-mistake';
import { verbsOf } from '../server/known-routes';
import { answerOfFailure } from './failure';
import { presentError } from './problem.presenter';
import { answerOfRejection } from '../rejections/rejection-table';

const NOT_OWNER = answerOfRejection({
  code: 'NotOwner',
  orderId: reservationOrderId('11111111-aaaa-4bbb-8ccc-000000000001'),
});

describe('an error', () => {
  it("has Azure's shape and code on Azure's paths", () => {
    expect(presentError(NOT_OWNER, 'azure', 'r-1')).toEqual({
      contentType: 'application/json; charset=utf-8',
      headers: {},
      body: { error: { code: 'AuthorizationFailed', message: NOT_OWNER.detail } },
    });
  });

  it('names the parameter that it is about where an operation has targets', () => {
    const refused = { status: 400, code: 'BadRequest', detail: 'take: no.', target: 'take' };
    expect(presentError(refused, 'azure', 'r-1').body).toEqual({
      error: { code: 'BadRequest', message: 'take: no.', target: 'take' },
    });
  });

  it('is a problem that names its rule on our own paths', () => {
    expect(presentError(NOT_OWNER, 'ledger', 'r-1')).toEqual({
      contentType: 'application/problem+json; charset=utf-8',
      headers: {},
      body: {
        type: 'urn:reservation-ledger:problem:AuthorizationFailed',
        title: 'Forbidden',
        status: 403,
        code: 'AuthorizationFailed',
        detail: NOT_OWNER.detail,
        instance: 'urn:request:r-1',
        rule: 'R-ACC-1',
      },
    });
  });

  it('that may be sent again says when', () => {
    const answered = { status: 503, code: 'AccountBusy', detail: 'Busy.', retryAfterSeconds: 2 };
    expect(presentError(answered, 'ledger', 'r-1').headers).toEqual({ 'retry-after': '2' });
  });

  it('about a verb says in Allow which the path takes', () => {
    const routes = [
      { method: 'PUT', url: '/ledger/v1/clock' },
      { method: 'GET', url: '/ledger/v1/clock' },
    ];
    const url = '/ledger/v1/clock';
    const request = { id: 'r-1', method: 'DELETE', url, headers: {}, query: {} };
    const answered = answerOfFailure(new NotFoundException(), request, routes);
    expect(answered).toMatchObject({ status: 405, code: 'MethodNotAllowed' });
    if (answered === undefined) throw new Error('Not answered');
    expect(presentError(answered, 'ledger', 'r-1').headers).toEqual({ allow: 'GET, PUT' });
    expect(presentError(answered, 'azure', 'r-1').headers).toEqual({ allow: 'GET, PUT' });
  });

  it('of input names each field and what it would accept', () => {
    const schema = z.strictObject({ on: z.string().min(3), kind: z.enum(['Invoice']) });
    const sent = { on: '', kind: 'Poem', colour: 'red' };
    const { error } = schema.safeParse(sent, { error: sayMistake });
    const answered = answerOfBadFields(error?.issues ?? [], 'ledger');
    expect(answered).toMatchObject({ status: 400, code: 'BadRequest', field: 'on' });
    expect(answered.detail).toContain('kind: ');
    expect(answered.detail).toContain(
      'colour: not a field of this request; accepted here: on, kind.',
    );
  });
});

describe('the verbs of a path', () => {
  const routes = [
    { method: 'PUT', url: '/a/:id' },
    { method: 'GET', url: '/a/:id' },
    { method: 'POST', url: '/b' },
  ];

  it.each([
    ['/A/7?x=1', ['GET', 'PUT']],
    ['/a/7/', ['GET', 'PUT']],
    ['/b', ['POST']],
    ['/a', []],
    ['/a/7/c', []],
  ])('%s are %j', (url, verbs) => {
    expect(verbsOf(routes, url)).toEqual(verbs);
  });
});
