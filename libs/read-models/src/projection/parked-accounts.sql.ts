/** The name of the stream of an account, in SQL; `account` is an expression for its id. */
export function streamOfAccount(account: string): string {
  return `'billingAccount-' || ${account}`;
}

/** Whether the stream of an account is parked, in SQL: its rows would show the same for good. */
export function isAccountParked(account: string): string {
  return `exists (select 1 from parked_account where stream = ${streamOfAccount(account)})`;
}
