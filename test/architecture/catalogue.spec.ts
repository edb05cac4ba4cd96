import { type Catalogue, gapsOf } from './catalogue';

const whole: Catalogue = {
  eventTypes: ['InvoiceIssued', 'ClockTold'],
  codecs: ['InvoiceIssued', 'ClockTold'],
  evolve:
    "switch (event.type) {\n  case 'InvoiceIssued':\n    return;\n}\nconst fold = {\n  ClockTold: f,\n}",
  goldenSamples: [
    'InvoiceIssued.v1.json',
    'InvoiceIssued.v2.json',
    'InvoiceIssued.overage-month.v1.json',
    'ClockTold.v1.json',
  ],
  readModels: [{ name: 'document', handles: ['InvoiceIssued'] }],
  exceptions: { ClockTold: 'It is told to the caller alone and no page shows it.' },
};

describe('a catalogue of events', () => {
  it('has no gap when each type has a codec, a fold, a sample and a reader', () => {
    expect(gapsOf(whole)).toEqual([]);
  });

  it.each<[string, Partial<Catalogue>]>([
    ['InvoiceIssued has no codec', { codecs: ['ClockTold'] }],
    ['InvoiceIssued has no evolve case', { evolve: "case 'InvoiceIssuedTwice':\n ClockTold: f" }],
    ['ClockTold has no evolve case', { evolve: "case 'InvoiceIssued':" }],
    ['ClockTold has no golden sample', { goldenSamples: ['InvoiceIssued.v1.json'] }],
    ['InvoiceIssued has no read model and no reasoned exception', { readModels: [] }],
    ['ClockTold is excepted without a reason', { exceptions: { ClockTold: 'Not needed.' } }],
    [
      'ClockTold is excepted though a read model handles it',
      { readModels: [{ name: 'document', handles: ['InvoiceIssued', 'ClockTold'] }] },
    ],
    [
      'a codec names InvoiceSent, which is no event type',
      { codecs: [...whole.codecs, 'InvoiceSent'] },
    ],
    [
      'a golden sample names InvoiceSent, which is no event type',
      { goldenSamples: [...whole.goldenSamples, 'InvoiceSent.v1.json'] },
    ],
    [
      'InvoiceIssued has no golden sample',
      { goldenSamples: ['InvoiceIssued.overage-month.v1.json', 'ClockTold.v1.json'] },
    ],
    [
      'a golden sample names InvoiceSent, which is no event type',
      { goldenSamples: [...whole.goldenSamples, 'InvoiceSent.by-post.v1.json'] },
    ],
    [
      'the read model payment names InvoiceSent, which is no event type',
      { readModels: [...whole.readModels, { name: 'payment', handles: ['InvoiceSent'] }] },
    ],
    [
      'an exception names InvoiceSent, which is no event type',
      { exceptions: { ...whole.exceptions, InvoiceSent: 'It was sent by post and is of no use.' } },
    ],
  ])('is told: %s', (gap, broken) => {
    expect(gapsOf({ ...whole, ...broken })).toEqual([gap]);
  });
});
