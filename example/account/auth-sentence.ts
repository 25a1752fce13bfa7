/** What an error of the user pool means to the person at the form; by its name, never by its message. */
const sentences: Readonly<Record<string, string>> = {
  NotAuthorizedException: 'That email and password do not go together. Check both and try again.',
  UserNotFoundException: 'There is no account with that email yet. Create one instead.',
  UsernameExistsException: 'There is an account with that email already. Sign in instead.',
  InvalidPasswordException: 'The password must have at least 8 characters, with upper and lower case and a digit.',
  InvalidParameterException: 'That is not an email address and password the account service takes. Check both.',
  CodeMismatchException: 'That is not the code that was sent. Check it and try again.',
  ExpiredCodeException: 'That code is too old. Have another one sent.',
  LimitExceededException: 'Too many tries in a short time. Wait a minute, then try again.',
  TooManyRequestsException: 'Too many tries in a short time. Wait a minute, then try again.',
  NetworkError: 'The account service cannot be reached. Check the connection, then try again.',
  EmptySignInUsername: 'Give an email address.',
  EmptySignInPassword: 'Give a password.',
  EmptySignUpPassword: 'Give a password.',
}

export function authSentence(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  return (
    sentences[name] ?? `Signing in did not work${name && name !== 'Error' ? ` (${name})` : ''}. Try again in a moment.`
  )
}
