/** Where callers reach this API; stands in Location and nextLink. */
export const PUBLIC_URL = Symbol('public URL');
