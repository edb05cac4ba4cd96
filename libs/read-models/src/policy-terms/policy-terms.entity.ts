import { column, key, type Table } from '../schema/table';

/** Versions of the terms that were published. The two built-in ones are in the code. */
export const policyTermsTable = {
  name: 'policy_terms',
  columns: {
    version: key('text'),
    channel: column('text'),
    effective_on: column('date'),
    terms: column('jsonb'),
    published_on: column('date'),
    /** In which order they were published, also on one day. */
    stream_revision: column('bigint'),
  },
} satisfies Table;
