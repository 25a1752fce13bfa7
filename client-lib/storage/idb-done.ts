/**
 * Settles when a transaction is over; rejects with what ended it where it was not to its good.
 * As a site is cleared, Chromium ends the connection, and of a transaction that is being committed says nothing more.
 */
export function doneOf(transaction: IDBTransaction): Promise<void> {
  const { db } = transaction
  return new Promise((resolve, reject) => {
    const ended = () => {
      db.removeEventListener('close', ended)
      reject(transaction.error ?? new DOMException('The transaction was ended.', 'AbortError'))
    }
    transaction.onabort = ended
    db.addEventListener('close', ended)
    transaction.oncomplete = () => {
      db.removeEventListener('close', ended)
      resolve()
    }
  })
}
