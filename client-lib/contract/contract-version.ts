/** Raised when a change would be misread by the other side; additions alone do not raise it. */
export const contractVersion = 1

/** Every request carries the contract's version in this header. */
export const contractVersionHeader = 'x-reelsync-contract'
