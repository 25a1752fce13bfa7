/** The pinned release; `ministack-requirements.txt` names the same, with all that it rests on. */
export const ministackVersion = '1.5.33'
