/** Raised when a table is added; rows carry a `schemaVersion` of their own. */
export const databaseVersion = 2
