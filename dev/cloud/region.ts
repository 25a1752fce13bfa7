/** Local clouds are one region. */
export const localRegion = 'us-east-1'
export type Region = typeof localRegion
/** The account that local clouds say they are. */
export const localAccountId = '000000000000'
