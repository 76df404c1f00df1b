/** What a delivery to a webhook met. */
export const deliverySentences = {
  delivery_answered: 'answered {status}',
  delivery_answered_said: 'answered {status}: {said}',
  delivery_redirected: 'answered {status}, a redirect to {location}; use the final address',
  delivery_silent: 'no answer within {seconds} s',
  delivery_unconnected: 'no connection: {error}',
  delivery_off: 'the webhook is switched off',
} as const
