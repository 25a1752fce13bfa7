import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AccountRecovery, Mfa, UserPool, type UserPoolClientOptions } from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { Accounts, Stage } from '../stage/stage.ts'

/** A user pool whose users sign up with their e-mail, and the client of the app that runs in the browser. */
export class AccountPool extends Construct {
  readonly pool: UserPool
  readonly clientId: string

  constructor(scope: Construct, id: string, stage: Stage, accounts: Extract<Accounts, { kind: 'pool' }>) {
    super(scope, id)
    const { passwordSignIn, caseSensitive = stage.data === 'local' } = accounts
    const kept = stage.data === 'kept'
    const removalPolicy = kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      // Left out it is true; and a pool of a local cloud may be older than this line.
      ...(caseSensitive ? {} : { signInCaseSensitive: false }),
      autoVerify: { email: true },
      // Who mistypes a new address still signs in, and gets a new password, by the old one.
      keepOriginal: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 10,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      deletionProtection: kept,
      removalPolicy,
    })
    const client = this.pool.addClient('Browser', browserClient(passwordSignIn))
    // A stage that gives its pool up goes on by it: by another client everybody would have to sign in again.
    client.applyRemovalPolicy(removalPolicy)
    this.clientId = client.userPoolClientId
  }
}

/** A browser keeps no secret; the password itself travels only where the stage allows it, for tests. */
function browserClient(passwordSignIn: boolean): UserPoolClientOptions {
  return {
    generateSecret: false,
    authFlows: { userSrp: true, userPassword: passwordSignIn },
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(30),
    disableOAuth: true,
  }
}
