/** What a download says at its end. Each source of `{each}` is one of the clauses below. */
export const downloadSentences = {
  download_unreachable:
    '{file} could not be downloaded: {each}. Check the network, or set HF_ENDPOINT to a mirror that this machine can reach; a file that you fetch yourself may be put into {folder}.',
  download_nowhere:
    '{file} could not be downloaded: {each}. Try again later, or set HF_ENDPOINT to another mirror; a file that you fetch yourself may be put into {folder}.',
  repository_closed: '{repository} could not be looked into: {each}. Check its name and the network.',
  download_stopped: 'Stopped. What has arrived is kept; the same command goes on from there.',
  download_elsewhere: '{file} is being downloaded by another process; wait for it, or stop it.',
  download_disk_full: 'The disk is full: {file} could not grow. Free some space and run this again.',
  download_not_written: '{file} could not be written ({error}).',
} as const

/** What was met at one source, which begins each clause. */
export const sourceClauses = {
  the_mirror: 'The mirror {url}',
  source_unreachable: '{source} could not be reached ({error})',
  source_broke: '{source} broke off ({error})',
  source_broke_after: '{source} broke off after {bytes} of {total} bytes',
  source_silent: '{source} sent nothing for {seconds} seconds',
  source_refuses:
    '{source} refuses this file (HTTP {status}): it is private, needs its terms accepted and an HF_TOKEN, or does not exist',
  source_lacks: '{source} does not have this file (HTTP {status})',
  source_lacks_file: '{source} does not have {file} in {repository}',
  source_proxy: '{source} is behind a proxy that asks for a password (HTTP 407)',
  source_busy: '{source} has had too many requests (HTTP {status})',
  source_trouble: '{source} has trouble (HTTP {status})',
  source_answers: '{source} answers HTTP {status}',
  source_other_size: '{source} has a file of another size than before',
  source_web_page: '{source} sends a web page instead of the file; a proxy or a login page may stand in between',
  source_list_web_page:
    '{source} answers with a web page instead of its list of files; a proxy or a login page may stand in between',
  source_list_other:
    '{source} answers with something else instead of its list of files; a proxy or a login page may stand in between',
  source_other_place: '{source} sends bytes from {from}, asked for {asked}',
  source_announces: '{source} announces {bytes} bytes where its list of files says {total}',
  source_sends_more: '{source} sends more than the {total} bytes that it announced',
  source_sends_no_gguf: '{source} sends something that is no GGUF file (it begins with {beginning}) for {url}',
  source_sent_bytes: '{source} sent {bytes} bytes instead of {total}',
  source_sent_hash: '{source} sent a file whose sha256 is {sha256} instead of {expected}',
  source_sent_wrong: '{source} sent a wrong file ({problem})',
} as const
