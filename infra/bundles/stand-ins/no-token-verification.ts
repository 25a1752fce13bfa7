/** Stands in for the verification of tokens, 16 KB, where the gateway has done it: told to do it, the function does not start. */
export function verifyToken(): never {
  throw new Error('This bundle is for a gateway that verifies tokens: AUTH_MODE must be `gateway`.')
}
