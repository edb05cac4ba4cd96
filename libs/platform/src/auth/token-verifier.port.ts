import { type Verification } from './principal';

/** Tells from an `Authorization` header who calls. */
export abstract class TokenVerifier {
  /** Never throws: what cannot be verified is a refusal that says why. */
  abstract verify(authorization: string | undefined): Promise<Verification>;
}
