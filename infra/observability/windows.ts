import { Duration } from 'aws-cdk-lib'

/** What everything here is summed over. */
export const windowOfSum = { statistic: 'Sum', period: Duration.minutes(5) } as const
