import { ServerCredentials } from '@grpc/grpc-js';

/** A certificate chain and its private key, both PEM. */
export type ServerTls = Readonly<{ certificate: string; key: string }>;

/** How a node shows its clients who it is; without TLS it does not. */
export function serverCredentials(tls: ServerTls | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  const pair = { cert_chain: Buffer.from(tls.certificate), private_key: Buffer.from(tls.key) };
  return ServerCredentials.createSsl(null, [pair]);
}
