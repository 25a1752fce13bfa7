/** Stands in for the SDK's SHA-256 in JavaScript: a function's Node always has its own. */
export class Sha256Js {
  constructor() {
    throw new Error('SHA-256 in JavaScript is left out of this bundle.')
  }
}
