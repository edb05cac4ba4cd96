import { createHash, timingSafeEqual } from 'node:crypto';
import { type Metadata, status } from '@grpc/grpc-js';
import { accessDenied, RpcFailure } from '../protocol/rpc-failure';

/** The one user who may call a node. */
export type Login = Readonly<{ user: string; password: string }>;

/** Why a call is refused, judged by what it came with; undefined lets it in. */
export type Admission = (metadata: Metadata) => RpcFailure | undefined;

/** Lets everybody in, as a real server without TLS does. */
export const EVERYBODY: Admission = () => undefined;

const BASIC = /^Basic +([A-Za-z0-9+/=]+)$/i;

/** Lets in who sends this user and password (RFC 7617). Wrong ones are compared in the same time as right ones. */
export function onlyFor({ user, password }: Login): Admission {
  const expected = digest(`${user}:${password}`);
  return (metadata) => {
    const [header] = metadata.get('authorization');
    if (header === undefined) return accessDenied();
    const [, given = ''] = BASIC.exec(header.toString()) ?? [];
    if (timingSafeEqual(digest(Buffer.from(given, 'base64')), expected)) return undefined;
    return new RpcFailure(status.UNAUTHENTICATED, 'The user or the password is wrong.');
  };
}

const digest = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();
