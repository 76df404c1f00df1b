/** Why a share is away, or polled. */
export const shareSentences = {
  root_unreadable: 'The folder {folder} cannot be read: {error}',
  root_silent: 'The folder {folder} did not answer in {seconds} s',
  root_other:
    'The folder {folder} is not the one that was seen before, and none of {count} known photos is in it: is the share mounted?',
  poll_asked: 'Polling was asked for',
  poll_network: '{system} does not announce what other machines change',
  poll_no_event: 'A probe file in the share caused no event',
  poll_unwatchable: 'The share cannot be watched: {error}',
  poll_unannounced: 'Changes were found that no event had announced',
} as const
