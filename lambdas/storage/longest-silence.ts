/**
 * After so long without a byte a connection is taken for dead: one that a frozen function had kept may be, and nothing says
 * so. The SDK waits five minutes, and a request's function has half of one.
 */
export const longestSilenceMs = 5_000
