/** Settles when a transaction is over; rejects with what ended it where it was not to its good. */
export function doneOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () =>
      reject(transaction.error ?? new DOMException('The transaction was ended.', 'AbortError'))
  })
}
