// Made by web/types.mjs from the OpenAPI document; do not edit.

export type Analysis = {
  category: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other' | null
  description: string
  objects: Array<string>
  tags: Array<string>
  emotion: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral' | null
  people: number | null
  text: string
  sensitive: 'none' | 'id_document' | 'financial' | 'medical' | 'intimate' | 'other'
  /** fields that could not be understood in the answer: null, or empty where they are lists or text */
  absent: Array<'category' | 'description' | 'objects' | 'tags' | 'emotion' | 'people' | 'text' | 'sensitive'>
  /** null where only the owner has said something so far */
  language: string | null
}

export type Classified = {
  category: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other' | null
  description: string
  objects: Array<string>
  tags: Array<string>
  emotion: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral' | null
  people: number | null
  text: string
  sensitive: 'none' | 'id_document' | 'financial' | 'medical' | 'intimate' | 'other'
  /** fields that could not be understood in the answer: null, or empty where they are lists or text */
  absent: Array<'category' | 'description' | 'objects' | 'tags' | 'emotion' | 'people' | 'text' | 'sensitive'>
  language: string
  model: string
  promptVersion: string
  repaired: boolean
  attempts: number
  milliseconds: number
  tokens: {
    prompt: number
    cached: number | null
    completion: number
  }
}

export type EditResult = {
  /** to undo it by, for a week; null when nothing changed */
  edit: string | null
  /** photos that are other than before */
  changed: number
  /** photos that were left as they are; all others are as was asked for */
  failed: Array<{
    id: string
    code: 'not_found' | 'too_many_tags' | 'changed_since' | 'no_file'
    /** for people */
    reason: string
  }>
}

export type Errand = {
  id: number
  kind: 'survey' | 'pull' | 'use' | 'remove' | 'verify' | 'tune' | 'reanalyse'
  /** what it is about, such as a model */
  name: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  /** it is being ended */
  cancelled: boolean
  /** when it is tried again after a failure */
  retryAt: string | null
  problem: {
    code: string
    message: string
    /** the sentences of these fields by their codes, where they are known */
    told?: Record<string, Array<Told>>
  } | null
  progress: {
    file?: string
    phase?: 'download' | 'verify'
    /** bytes */
    received?: number
    /** bytes of a file, or photos */
    total?: number | null
    bytesPerSecond?: number
    /** photos */
    done?: number
    rows?: Array<Measurement>
    now?: {
      slots: number
      imageTokens?: number
      done: number
      left: number
      photos?: number
      photosPerMinute?: number
    }
  } | null
  result: {
    bytes?: number
    used?: boolean
    /** bytes */
    freed?: number
    files?: Array<{
      file: string
      state: 'ok' | 'unknown' | 'damaged'
      found: string
      /** the sentences of these fields by their codes, where they are known */
      told?: Record<string, Array<Told>>
    }>
    photos?: number
    model?: string | null
    rows?: Array<Measurement>
    best?: Measurement | null
    untried?: Array<{
      slots: number
      imageTokens?: number
    }>
    kept?: boolean
  } | null
  createdAt: string
  endedAt: string | null
}

export type Facets = {
  /** photos that are counted here */
  photos: number
  /** false when only some of many photos were counted: the counts are estimates then */
  exact: boolean
  understood: Understood
  category: Array<{
    value: string
    count: number
  }>
  emotion: Array<{
    value: string
    count: number
  }>
  year: Array<{
    value: string
    count: number
  }>
  /** such as 2024-05 */
  month: Array<{
    value: string
    count: number
  }>
  place: Array<{
    value: string
    count: number
    level: 'country' | 'region' | 'city'
    name: {
      en: string
      zh: string
    }
  }>
  /** 10 stands for 10 or more */
  people: Array<{
    value: string
    count: number
  }>
  camera: Array<{
    value: string
    count: number
  }>
  share: Array<{
    value: string
    count: number
  }>
  favourite: Array<{
    value: string
    count: number
  }>
}

export type Folders = {
  path: string | null
  parent: string | null
  folders: Array<{
    name: string
    path: string
    /** the share that it is, or lies in, already */
    share: string | null
  }>
}

export type GridPhoto = {
  id: string
  state: 'pending' | 'analysed' | 'failed'
  takenAt: string | null
  width: number | null
  height: number | null
  colour: string | null
  favourite: boolean
  hidden: boolean
  /** by an analysis or by the owner */
  private: boolean
  description: string | null
}

export type HealthReport = {
  createdAt: string
  version: string
  worst: 'ok' | 'warning' | 'problem'
  findings: Array<{
    about: string
    state: 'ok' | 'warning' | 'problem'
    found: string
    /** what happens if nothing is done */
    why?: string
    advice?: string
    /** the sentences of these fields by their codes, where they are known */
    told?: Record<string, Array<Told>>
  }>
  sections: Array<{
    title: string
    /** a name and a value each */
    rows: Array<Array<string>>
  }>
  /** the most frequent warnings and errors of the log files */
  errors: Array<{
    service: string
    level: 'warning' | 'error'
    message: string
    detail: string
    count: number
    first: string
    last: string
  }>
  /** the same, to be pasted into an issue */
  markdown: string
}

export type MapCluster = {
  latitude: number
  longitude: number
  count: number
  /** the newest photo of the cluster */
  photoId: string
  colour: string | null
  place: Place | null
}

export type Measurement = {
  slots: number
  imageTokens?: number
  photosPerMinute?: number
  secondsPerPhoto?: number
  tokensPerSecond?: number
  validShare?: number
  /** why there are no figures */
  failed?: string
}

export type Model = {
  name: string
  kind: 'vision' | 'embedding'
  /** such as 8B */
  size: string | null
  quantization: string | null
  licence: string | null
  /** of all its files */
  bytes: number
  /** false where the bytes are only about right */
  exact: boolean
  /** in use while it works, about */
  memoryBytes: number | null
  /** for which machine it is */
  suits: string
  /** on the machine of the worker; null until that is known */
  fit: 'recommended' | 'good' | 'slow' | 'too_large' | null
  /** an estimate */
  secondsPerPhoto: {
    from: number
    to: number
  } | null
  /** what would compute */
  on: string | null
  /** incomplete: without its projector */
  state: 'absent' | 'unfinished' | 'installed' | 'incomplete'
  /** bytes that are there */
  received: number
  /** bytes still to be downloaded */
  missingBytes: number
  enoughSpace: boolean | null
  used: boolean
  /** their names in the folder; empty for what is not in the catalog */
  files: Array<string>
}

export type Models = {
  folder: string
  /** bytes left on that disk */
  free: number | null
  /** null until it has been looked at, which takes seconds */
  machine: {
    cpu: string
    cores: number
    memoryBytes: number
    limited: boolean
    gpus: Array<{
      name: string
      bytes: number
    }>
  } | null
  /** which model suits this machine and why, or why none */
  advice: string | null
  /** where a server of its own would be far faster */
  serverOn: string | null
  items: Array<Model>
  /** the vision model by name; null for the newest in the folder */
  chosen: string | null
  /** what of it the configuration decides */
  fixed: 'server' | 'model' | null
  embeddingFixed: boolean
  /** the owner wants no meanings */
  embeddingOff: boolean
  /** the server that was chosen here */
  server: {
    url: string
    /** which of its models is asked; null for one that sees */
    model: string | null
    hasKey: boolean
  } | null
  errands: Array<Errand>
}

export type Photo = {
  /** sha256 of the content, lower-case hex */
  id: string
  state: 'pending' | 'analysed' | 'failed'
  /** ISO 8601 local time, with its offset from UTC when that is known */
  takenAt: string | null
  takenSource: 'exif' | 'name' | 'mtime' | null
  format: string | null
  width: number | null
  height: number | null
  bytes: number
  /** the dominant colour, to show until the thumbnail has loaded */
  colour: string | null
  place: Place | null
  /** null until analysed; anything but "none" is private */
  sensitive: string | null
  /** marked by the owner */
  favourite: boolean
  /** by the owner: shown only when asked for */
  hidden: boolean
  /** how it came about is null where only the owner has said something so far */
  analysis: {
    category: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other' | null
    description: string
    objects: Array<string>
    tags: Array<string>
    emotion: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral' | null
    people: number | null
    text: string
    sensitive: 'none' | 'id_document' | 'financial' | 'medical' | 'intimate' | 'other'
    /** fields that could not be understood in the answer: null, or empty where they are lists or text */
    absent: Array<'category' | 'description' | 'objects' | 'tags' | 'emotion' | 'people' | 'text' | 'sensitive'>
    language: string | null
    model: string | null
    promptVersion: string | null
    repaired: boolean | null
    attempts: number | null
    milliseconds: number | null
    tokens: {
      prompt: number
      cached: number | null
      completion: number
    } | null
    createdAt: string | null
  } | null
  /** fields edited by hand: no analysis changes them until they are given back */
  edited: Array<{
    field: 'tags' | 'description' | 'category' | 'emotion' | 'people' | 'sensitive'
    /** ISO 8601 */
    at: string
  }>
  failure: {
    stage: string
    code: string
    reason: string
    /** the sentences of these fields by their codes, where they are known */
    told?: Record<string, Array<Told>>
    at: string | null
  } | null
  files: Array<{
    share: string
    /** inside the share; names that are no UTF-8 are read as GBK or Windows-1252 */
    path: string
    state: 'present' | 'missing'
    size: number
    /** ISO 8601 */
    modifiedAt: string
    /** ISO 8601 */
    firstSeenAt: string
  }>
  ingestedAt: string | null
  analysedAt: string | null
  /** what the model says by itself, where the owner has edited it; null elsewhere */
  said: {
    category: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other' | null
    description: string
    objects: Array<string>
    tags: Array<string>
    emotion: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral' | null
    people: number | null
    text: string
    sensitive: 'none' | 'id_document' | 'financial' | 'medical' | 'intimate' | 'other'
    /** fields that could not be understood in the answer: null, or empty where they are lists or text */
    absent: Array<'category' | 'description' | 'objects' | 'tags' | 'emotion' | 'people' | 'text' | 'sensitive'>
  } | null
  exif: Record<string, unknown> | null
  camera: {
    make: string | null
    model: string | null
    lens: string | null
  }
  location: {
    latitude: number
    longitude: number
    altitude: number | null
  } | null
  orientation: number | null
  present: boolean
}

export type PhotoSummary = {
  /** sha256 of the content, lower-case hex */
  id: string
  state: 'pending' | 'analysed' | 'failed'
  /** ISO 8601 local time, with its offset from UTC when that is known */
  takenAt: string | null
  takenSource: 'exif' | 'name' | 'mtime' | null
  format: string | null
  width: number | null
  height: number | null
  bytes: number
  /** the dominant colour, to show until the thumbnail has loaded */
  colour: string | null
  place: Place | null
  /** null until analysed; anything but "none" is private */
  sensitive: string | null
  /** marked by the owner */
  favourite: boolean
  /** by the owner: shown only when asked for */
  hidden: boolean
  analysis: Analysis | null
  /** fields edited by hand: no analysis changes them until they are given back */
  edited: Array<{
    field: 'tags' | 'description' | 'category' | 'emotion' | 'people' | 'sensitive'
    /** ISO 8601 */
    at: string
  }>
  failure: {
    stage: string
    code: string
    reason: string
    /** the sentences of these fields by their codes, where they are known */
    told?: Record<string, Array<Told>>
    at: string | null
  } | null
  /** present files with this content */
  files: Array<{
    share: string
    /** inside the share; names that are no UTF-8 are read as GBK or Windows-1252 */
    path: string
  }>
  ingestedAt: string | null
  analysedAt: string | null
}

export type Place = {
  countryCode: string
  country: {
    en: string
    zh: string
  }
  region: {
    en: string
    zh: string
  } | null
  city: {
    en: string
    zh: string
  } | null
  distanceKm: number | null
}

export type Plan = {
  engine: 'embedded' | 'server'
  serverOn: string | null
  model: string
  /** what computes */
  on: string
  memoryBytes: number
  gpuLayers: number
  /** photos at a time */
  slots: number
  imageMaxTokens: number
  secondsPerPhoto: {
    from: number
    to: number
  }
  reasons: Array<string>
  /** what would be better still */
  nextStep: string
  /** the sentences of these fields by their codes, where they are known */
  told?: Record<string, Array<Told>>
  server: {
    command: string
    setting: string
  } | null
}

export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  code?: string
  hint?: string
  errors?: Array<{
    at: string
    message: string
    got?: string
    /** the sentences of these fields by their codes, where they are known */
    told?: Record<string, Array<Told>>
  }>
  /** the sentences of these fields by their codes, where they are known */
  told?: Record<string, Array<Told>>
}

export type SavedSearch = {
  id: number
  name: string
  /** the parameters of /search as its address has them, such as {"q": "beach", "from": "2024"} */
  query: Record<string, string>
  createdAt: string
}

export type SearchAnswer = {
  items: Array<{
    photo: PhotoSummary
    /** comparable within one answer only; 0 in the order of date */
    score: number
    why: Array<{
      /** objects, tags, description, place, files …, or meaning */
      field: string
      terms: Array<string>
    }>
  }>
  next: string | null
  understood: Understood
  /** false when no photo has every word, and these have some */
  complete: boolean
  /** photos that have the words and fulfil the conditions, on the first page, unless counting takes long; null for more than 10,000 */
  total?: number | null
  /** whether photos were compared by meaning as well as by words */
  meaning: {
    state: 'used' | 'unneeded' | 'unavailable'
    /** why it is not available, for people */
    reason?: string
  }
}

export type SearchFilter = {
  days?: Array<{
    from: string
    to: string
  }>
  everyYear?: Array<{
    from: string
    to: string
  }>
  places?: Array<string>
  people?: {
    least: number
    most: number | null
  }
  categories?: Array<string>
  emotions?: Array<string>
  cameras?: Array<string>
  shares?: Array<string>
  formats?: Array<string>
  favourite?: boolean
}

export type ServerInspection = {
  /** without its key */
  url: string
  usable: boolean
  kind: 'albumen' | 'llama-server' | 'ollama' | 'vllm' | 'lm-studio' | 'unknown' | null
  version: string | null
  model: string | null
  models: Array<string>
  /** whether the model sees pictures; null where the server does not tell */
  sees: boolean | null
  /** photos that it answers at once, where it tells */
  slots: number | null
  /** why it cannot be used, and what to do */
  problem: string | null
  /** the sentences of these fields by their codes, where they are known */
  told?: Record<string, Array<Told>>
}

export type Session = {
  /** whether callers have to say who they are */
  needed: boolean
  /** whether this one may come in */
  signedIn: boolean
  by: 'local' | 'command' | 'token' | 'session' | 'proxy' | null
  /** of the token, or as the proxy says */
  name: string | null
  scopes: Array<'read' | 'originals' | 'write' | 'admin' | 'vault' | 'worker'>
  passwordSet: boolean
  vault: {
    pinSet: boolean
    /** null: a PIN has to be set first */
    opensWith: 'nothing' | 'pin' | 'password' | 'scope' | null
    /** whether private photos may be shown now */
    open: boolean
    /** when it closes by itself */
    until: string | null
    /** how long it stays open */
    minutes: number
  } | null
}

export type Status = {
  version: string
  engine: {
    kind: 'embedded' | 'server' | 'none'
    model: string | null
    /** idle: its memory is given back; the next photo loads the model */
    state: 'waiting' | 'idle' | 'loading' | 'ready' | 'restarting' | 'unreachable' | 'failed' | 'stopped'
    concurrency: number
    /** why it is not ready */
    reason?: string
    /** what the owner can do about it */
    hint?: string
    /** what the owner should know although it works */
    notice?: string
    /** the sentences of these fields by their codes, where they are known */
    told?: Record<string, Array<Told>>
    /** how the model runs, where Albumen decides it */
    settings?: {
      slots: number
      imageMaxTokens: number
      gpuLayers: number
      tuned: boolean
    }
    /** models on their way to this machine */
    downloads?: Array<{
      file: string
      received: number
      total?: number
      bytesPerSecond: number
    }>
    /** why photos wait although the engine could look at them */
    held?: {
      code: 'disk' | 'battery' | 'busy'
      reason: string
      /** the sentences of these fields by their codes, where they are known */
      told?: Record<string, Array<Told>>
    }
    /** when photos are analysed, whether that is now, and when it changes */
    hours?: {
      hours: string
      open: boolean
      changesAt: string | null
    }
  }
  /** what turns words into meanings, for semantic search */
  textEngine: {
    model: string | null
    /** of the embeddings it makes; others are made anew */
    version: string | null
    dimensions: number
    /** idle: not in memory until it is asked */
    state: 'off' | 'waiting' | 'idle' | 'loading' | 'ready' | 'restarting' | 'failed' | 'stopped'
    /** why it is not ready */
    reason?: string
    /** what the owner can do about it */
    hint?: string
    /** the sentences of these fields by their codes, where they are known */
    told?: Record<string, Array<Told>>
  }
  queues: {
    ingest: {
      waiting: number
      active: number
      failed: number
      completed: number
      paused: boolean
    }
    analyse: {
      waiting: number
      active: number
      failed: number
      completed: number
      paused: boolean
    }
    embed: {
      waiting: number
      active: number
      failed: number
      completed: number
      paused: boolean
    }
    deliver: {
      waiting: number
      active: number
      failed: number
      completed: number
      paused: boolean
    }
  }
  photos: {
    total: number
    analysed: number
    pending: number
    failed: number
  }
  files: {
    found: number
    ingested: number
    pending: number
    failed: number
    missing: number
  }
  rate: {
    perMinute: number
    etaSeconds: number | null
  }
  shares: Array<{
    name: string
    /** null for callers without the scope admin */
    path: string | null
    mode: 'auto' | 'native' | 'poll'
    /** how it is watched now */
    watching: 'native' | 'poll' | null
    state: 'pending' | 'online' | 'offline'
    /** why it is offline */
    reason: string | null
    /** the sentences of these fields by their codes, where they are known */
    told?: Record<string, Array<Told>>
    files: number
    lastScanAt: string | null
    /** what is left out, in the words of .gitignore */
    ignore: Array<string>
  }>
  disk: {
    /** bytes left where the data folder lies */
    free: number | null
    total: number | null
    /** bytes of the database */
    database: number
    /** bytes of the models in the data folder */
    models: number
  }
  backup: {
    /** whether one is made each night */
    nightly: boolean
    /** the last nightly backup */
    last: {
      at: string
      bytes: number
      photos: number
    } | null
    /** why the one that was due could not be made */
    problem: string | null
  }
  /** what a worker is asked to do besides: downloads, measurements */
  errands: Array<Errand>
  /** nothing is set up yet: the page guides through it */
  welcome: boolean
}

export type Throughput = {
  span: 'hour' | 'day'
  stepSeconds: number
  points: Array<{
    /** when the step begins, ISO 8601 */
    at: string
    analysed: number
    /** answers that could not be understood */
    failed: number
    /** mean time of an answer */
    milliseconds: number | null
  }>
}

export type Told = {
  code: 'no_worker' | 'no_worker_hint' | 'no_worker_analyses' | 'no_worker_analyses_hint' | 'no_worker_embeds' | 'no_worker_models' | 'no_embedding_wanted' | 'engine_not_ready' | 'engine_silent' | 'engine_closed' | 'engine_restarting' | 'engine_out_of_memory' | 'engine_smaller' | 'engine_smaller_kept' | 'engine_fewer' | 'load_architecture' | 'load_projector_type' | 'load_projector_foreign' | 'load_damaged' | 'load_failed' | 'text_restarting' | 'text_load_failed' | 'previews_missing' | 'previews_unreachable' | 'hold_ups' | 'hold_battery' | 'hold_busy' | 'hold_disk' | 'hold_disk_unknown' | 'server_address' | 'server_unset' | 'server_away' | 'server_hangs' | 'server_wrong_key' | 'server_no_key' | 'server_moved' | 'server_loading' | 'server_busy' | 'server_not_now' | 'server_context' | 'server_memory' | 'server_model_unusable' | 'server_request_size' | 'server_refuses_all' | 'server_foreign' | 'server_peer_not_ready' | 'server_no_model' | 'server_no_model_ollama' | 'server_unknown_model' | 'server_unknown_model_ollama' | 'server_text_only' | 'servers_some_away' | 'servers_differ' | 'no_vision_model' | 'get_a_model' | 'model_not_downloaded' | 'pull_it' | 'model_name_unknown' | 'model_without_projector' | 'model_without_usable_projector' | 'file_empty' | 'file_no_gguf' | 'file_wrong_kind' | 'file_missing' | 'file_unreadable' | 'no_embedding_model' | 'embedding_name_unknown' | 'embedding_without_length' | 'download_again' | 'model_too_large' | 'model_too_large_cards' | 'suits_card' | 'suits_memory' | 'faster_here' | 'faster_elsewhere' | 'none_fits' | 'pull_and_use' | 'being_downloaded' | 'download_failed' | 'no_space' | 'model_is_chosen' | 'model_downloading' | 'no_such_model' | 'model_fixed' | 'looker_fixed' | 'measurement_interrupted' | 'machine_looked_at' | 'reference_unknown' | 'reference_part' | 'reference_no_file' | 'reference_expected' | 'projector_not_found' | 'delete_and_again' | 'file_other_size' | 'verify_size' | 'verify_hash' | 'verify_published' | 'verify_downloaded' | 'verify_published_size' | 'verify_unrecorded' | 'download_unreachable' | 'download_nowhere' | 'repository_closed' | 'download_stopped' | 'download_elsewhere' | 'download_disk_full' | 'download_not_written' | 'plan_fits_card' | 'plan_together' | 'plan_alone' | 'plan_cache' | 'plan_vulkan' | 'plan_card_shared' | 'plan_speed_unknown' | 'plan_other_card' | 'plan_8b_too_large' | 'plan_q5' | 'plan_q4_card' | 'plan_q4' | 'plan_next_size' | 'plan_large_fits' | 'plan_large_more_card' | 'plan_large_more_shared' | 'plan_partly' | 'plan_partly_slow' | 'plan_all_would_fit' | 'plan_mac' | 'plan_mac_alone' | 'plan_mac_next' | 'plan_server_here' | 'plan_server_here_avx2' | 'plan_largest' | 'plan_slow' | 'plan_slow_no_avx' | 'plan_wished_too_large' | 'plan_smallest_too_large' | 'plan_elsewhere' | 'plan_more_memory' | 'plan_no_card' | 'plan_integrated' | 'plan_card_small' | 'plan_one_thread_x64' | 'plan_one_thread' | 'plan_meanwhile_one' | 'plan_meanwhile' | 'plan_tight' | 'plan_budget' | 'plan_with_card' | 'about_data' | 'about_disk' | 'about_memory' | 'about_database' | 'about_clock' | 'about_processes' | 'about_queue' | 'about_engine' | 'about_semantic' | 'about_backup' | 'about_shares' | 'about_share' | 'about_watches' | 'node_old' | 'node_install' | 'data_unwritable' | 'data_why' | 'disk_free' | 'disk_full_why' | 'disk_full_advice' | 'disk_low_why' | 'disk_low_advice' | 'memory_found' | 'memory_small_advice' | 'memory_small_why' | 'database_at_first_start' | 'database_found' | 'database_found_vector' | 'database_check_url' | 'database_log' | 'database_why' | 'clock_found' | 'clock_why' | 'clock_advice' | 'processes_none' | 'processes_running' | 'processes_gone' | 'processes_why' | 'processes_advice' | 'queue_in_database' | 'queue_redis_advice' | 'queue_redis_why' | 'queue_silent' | 'queue_silent_advice' | 'queue_silent_why' | 'engine_waiting_why' | 'engine_one_core_advice' | 'engine_one_core_why' | 'engine_server_advice' | 'engine_server_why' | 'semantic_off' | 'semantic_words_only' | 'semantic_found' | 'backup_first' | 'backup_make' | 'backup_none' | 'backup_today' | 'backup_days' | 'backup_old_advice' | 'backup_permission' | 'share_folder' | 'share_folders' | 'share_folders_many' | 'share_away_advice' | 'share_away_why' | 'shares_none' | 'shares_none_why' | 'watches_found' | 'watches_advice' | 'watches_why' | 'root_unreadable' | 'root_silent' | 'root_other' | 'poll_asked' | 'poll_network' | 'poll_no_event' | 'poll_unwatchable' | 'poll_unannounced' | 'photo_empty' | 'photo_zeros' | 'photo_is_other' | 'photo_too_large' | 'photo_header' | 'photo_size' | 'photo_pixels' | 'photo_undecodable' | 'photo_no_file' | 'raw_damaged' | 'raw_needs_perl' | 'raw_needs_exiftool' | 'raw_without_preview' | 'heic_bytes' | 'heic_slow' | 'heic_pixels' | 'heic_damaged' | 'heic_crashed' | 'photo_crashed_engine' | 'photo_hung_engine' | 'photo_refused' | 'photo_not_analysed' | 'photo_engine_failed' | 'photo_server_failed' | 'file_killed' | 'answer_invalid' | 'file_forbidden' | 'file_disk_error' | 'file_not_read' | 'database_away' | 'went_wrong' | 'share_name_taken' | 'share_name_taken_at' | 'share_overlaps' | 'rules_many' | 'rules_long' | 'rules_broken' | 'token_name_taken' | 'saved_search_name_taken' | 'folder_missing' | 'folder_closed' | 'folder_closed_hint' | 'folder_elsewhere' | 'folder_elsewhere_hint' | 'folders_busy' | 'classify_busy' | 'upload_large' | 'settings_fixed' | 'private_host' | 'private_address' | 'private_host_hint' | 'webhook_off' | 'rights_more' | 'unlock_first' | 'vault_locked' | 'vault_locked_hint' | 'wrong_password' | 'wrong_pin' | 'too_many_attempts' | 'no_password' | 'no_password_hint' | 'password_needed' | 'wrong_link' | 'wrong_link_hint' | 'no_pin' | 'sign_in_hint' | 'sign_in_needed' | 'token_unknown' | 'foreign_origin' | 'behind_proxy' | 'foreign_host' | 'sign_in_always_hint' | 'no_photo' | 'no_such_photo' | 'no_file' | 'changed_since' | 'too_many_tags' | 'field_required' | 'text_short' | 'text_long' | 'number_small' | 'number_large' | 'list_short' | 'list_long' | 'type_wrong' | 'choice_wrong' | 'key_unknown' | 'path_absolute' | 'tag_blank' | 'text_nul' | 'tags_none' | 'password_short' | 'password_long' | 'pin_wrong' | 'url_host' | 'url_webhook' | 'time_past' | 'date_wrong' | 'date_unreal' | 'people_wrong' | 'hours_wrong' | 'share_name_wrong' | 'not_there' | 'delivery_answered' | 'delivery_answered_said' | 'delivery_redirected' | 'delivery_silent' | 'delivery_unconnected' | 'delivery_off' | 'the_mirror' | 'source_unreachable' | 'source_broke' | 'source_broke_after' | 'source_silent' | 'source_refuses' | 'source_lacks' | 'source_lacks_file' | 'source_proxy' | 'source_busy' | 'source_trouble' | 'source_answers' | 'source_other_size' | 'source_web_page' | 'source_list_web_page' | 'source_list_other' | 'source_other_place' | 'source_announces' | 'source_sends_more' | 'source_sends_no_gguf' | 'source_sent_bytes' | 'source_sent_hash' | 'source_sent_wrong' | 'given_photo' | 'given_photos' | 'given_cache' | 'given_pictures' | 'given_context' | 'given_card' | 'given_layers' | 'process_signal' | 'process_code' | 'process_not_started' | 'process_oom' | 'load_slow' | 'said_by_llama' | 'said_by_server' | 'model_sees_nothing' | 'slots_too_many' | 'context_too_small' | 'answer_broke_off' | 'answer_empty' | 'answer_no_json' | 'answer_late' | 'answer_foreign' | 'stream_silent' | 'connection_late' | 'vision_model_expected' | 'vision_model_mmproj_expected' | 'server_has' | 'nothing_listens' | 'name_unknown' | 'machine_silent' | 'connection_broke' | 'connection_silent' | 'broke_with_photo' | 'a_vision_model' | 'its_projector' | 'an_embedding_model' | 'a_model_no_projector' | 'a_projector_no_model' | 'an_embedding_model_sees_nothing' | 'no_embedding_model_kind' | 'memory_limited' | 'seconds_one' | 'seconds' | 'seconds_range' | 'minutes_one' | 'minutes' | 'minutes_range' | 'hours_one' | 'hours' | 'hours_range' | 'seconds_to_minutes' | 'graphics_card' | 'the_processor' | 'bundled_database' | 'not_a_folder' | 'root_no_folder' | 'file_named' | 'file_unnamed' | 'content_jxl' | 'content_bmp' | 'content_psd' | 'content_jp2' | 'content_icon' | 'content_apng' | 'content_pdf' | 'content_zip' | 'content_7z' | 'content_rar' | 'content_gzip' | 'content_tar' | 'content_cfb' | 'content_xml' | 'content_video' | 'content_sound' | 'content_other' | 'content_locked_zip' | 'content_locked_office' | 'content_locked_pdf' | 'content_svg' | 'content_html' | 'content_unknown' | 'content_image' | 'content_text' | 'image_not_supported' | 'thing_delivery' | 'thing_edit' | 'thing_errand' | 'thing_photo' | 'thing_saved_search' | 'thing_session' | 'thing_share' | 'thing_named_token' | 'thing_token' | 'thing_webhook'
  values: Record<string, string | Array<Told>>
}

export type Understood = {
  /** the words that were looked for */
  text: string
  /** conditions that the question names; within a list, one of them */
  filter: SearchFilter
  /** what must not be */
  not: {
    text: Array<string>
    filter: SearchFilter
  }
  /** each thing that was understood, with its words in the question (UTF-16 positions) */
  chips: Array<{
    kind: string
    phrase: string
    start: number
    end: number
    label: {
      en: string
      zh: string
    }
  }>
  from: string | null
  to: string | null
  place: string | null
  /** 2, 2..5 or 3.. */
  people: string | null
  category: string | null
  emotion: string | null
  camera: string | null
  share: string | null
  format: string | null
  favourite: boolean | null
}

export interface Routes {
  'POST /classify': {
    path: undefined
    query: { language?: 'en' | 'zh' }
    body: undefined
    answer: Classified
  }
  'POST /deliveries/{id}/resend': {
    path: { id: number }
    query: undefined
    body: undefined
    answer: {
      deliveryId: number
    }
  }
  'POST /edits/{edit}/undo': {
    path: { edit: string }
    query: undefined
    body: undefined
    answer: EditResult
  }
  'GET /errands': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      items: Array<Errand>
      next: null
    }
  }
  'DELETE /errands/{id}': {
    path: { id: number }
    query: undefined
    body: undefined
    answer: Errand
  }
  'GET /events': {
    path: undefined
    query: { lastEventId?: number; types?: string; live?: 'true' | 'false' }
    body: undefined
    answer: undefined
  }
  'GET /facets': {
    path: undefined
    query: { q?: string; category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other'; tag?: string; emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral'; share?: string; from?: string; to?: string; place?: string; people?: string; camera?: string; format?: string; favourite?: 'true' | 'false'; sensitive?: 'exclude' | 'include' | 'only'; hidden?: 'exclude' | 'include' | 'only' }
    body: undefined
    answer: Facets
  }
  'GET /failures': {
    path: undefined
    query: { code?: string; limit?: number; cursor?: string }
    body: undefined
    answer: {
      items: Array<{
        /** a file that could not be read at all, or a photo */
        kind: 'file' | 'photo'
        photoId: string | null
        stage: 'ingest' | 'analyse'
        code: string
        /** for people */
        reason: string
        /** the sentences of these fields by their codes, where they are known */
        told?: Record<string, Array<Told>>
        share: string | null
        path: string | null
        at: string | null
      }>
      next: string | null
      codes: Array<{
        code: string
        count: number
      }>
    }
  }
  'POST /failures/retry': {
    path: undefined
    query: undefined
    body: {
      code?: string
    } | null
    answer: {
      retried: number
    }
  }
  'GET /folders': {
    path: undefined
    query: { path?: string }
    body: undefined
    answer: Folders
  }
  'GET /folders/count': {
    path: undefined
    query: { path: string }
    body: undefined
    answer: undefined
  }
  'GET /health/report': {
    path: undefined
    query: { names?: 'hide' | 'show' }
    body: undefined
    answer: HealthReport
  }
  'GET /map': {
    path: undefined
    query: { category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other'; tag?: string; emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral'; share?: string; from?: string; to?: string; place?: string; people?: string; camera?: string; format?: string; favourite?: 'true' | 'false'; sensitive?: 'exclude' | 'include' | 'only'; hidden?: 'exclude' | 'include' | 'only'; state?: 'pending' | 'analysed' | 'failed'; cell?: number; bounds?: string }
    body: undefined
    answer: {
      items: Array<MapCluster>
      next: null
    }
  }
  'GET /models': {
    path: undefined
    query: undefined
    body: undefined
    answer: Models
  }
  'POST /models/pull': {
    path: undefined
    query: undefined
    body: {
      name: string
      /** its projector, where it does not lie beside it */
      mmproj?: string
      /** it is an embedding model; those of the catalog are known */
      embedding?: boolean
      /** take it into use when it is there */
      use?: boolean
    }
    answer: Errand
  }
  'POST /models/remove': {
    path: undefined
    query: undefined
    body: {
      name: string
      /** even if it is the chosen one */
      force?: boolean
    }
    answer: Errand
  }
  'PUT /models/server': {
    path: undefined
    query: undefined
    body: {
      url: string
      /** left out: the one that is kept for this address; null: none */
      key?: string | null
      model?: string | null
    }
    answer: {
      url: string
      /** which of its models is asked; null for one that sees */
      model: string | null
      hasKey: boolean
    }
  }
  'DELETE /models/server': {
    path: undefined
    query: undefined
    body: undefined
    answer: undefined
  }
  'POST /models/server/test': {
    path: undefined
    query: undefined
    body: {
      url: string
      /** left out: the one that is kept for this address; null: none */
      key?: string | null
      model?: string | null
    }
    answer: ServerInspection
  }
  'POST /models/use': {
    path: undefined
    query: undefined
    body: {
      name: string
    }
    answer: Errand
  }
  'POST /models/verify': {
    path: undefined
    query: undefined
    body: {
      name: string
    }
    answer: Errand
  }
  'GET /photos': {
    path: undefined
    query: { category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other'; tag?: string; emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral'; share?: string; from?: string; to?: string; place?: string; people?: string; camera?: string; format?: string; favourite?: 'true' | 'false'; sensitive?: 'exclude' | 'include' | 'only'; hidden?: 'exclude' | 'include' | 'only'; state?: 'pending' | 'analysed' | 'failed'; order?: 'newest' | 'oldest' | 'analysed'; limit?: number; cursor?: string }
    body: undefined
    answer: {
      items: Array<PhotoSummary>
      next: string | null
    }
  }
  'PATCH /photos': {
    path: undefined
    query: undefined
    body: {
      ids: Array<string>
      favourite?: boolean
      /** left out of everything unless asked for; it is still looked after */
      hidden?: boolean
      tags?: {
        /** they stay, whatever a model says later */
        add?: Array<string>
        /** tags or objects; they stay away, whatever a model says later */
        remove?: Array<string>
      } | null
      description?: string | null
      category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other' | null
      emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral' | null
      people?: number | null
      /** "none" is not private; anything else is, and takes effect at once */
      sensitive?: 'none' | 'id_document' | 'financial' | 'medical' | 'intimate' | 'other' | null
    }
    answer: EditResult
  }
  'POST /photos/reanalyse': {
    path: undefined
    query: undefined
    body: {
      ids: Array<string>
    }
    answer: {
      queued: number
      failed: Array<{
        id: string
        code: 'not_found' | 'too_many_tags' | 'changed_since' | 'no_file'
        /** for people */
        reason: string
      }>
    }
  }
  'GET /photos/{id}': {
    path: { id: string }
    query: undefined
    body: undefined
    answer: Photo
  }
  'PATCH /photos/{id}': {
    path: { id: string }
    query: undefined
    body: {
      favourite?: boolean
      /** left out of everything unless asked for; it is still looked after */
      hidden?: boolean
      tags?: {
        /** they stay, whatever a model says later */
        add?: Array<string>
        /** tags or objects; they stay away, whatever a model says later */
        remove?: Array<string>
      } | null
      description?: string | null
      category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other' | null
      emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral' | null
      people?: number | null
      /** "none" is not private; anything else is, and takes effect at once */
      sensitive?: 'none' | 'id_document' | 'financial' | 'medical' | 'intimate' | 'other' | null
    }
    answer: Photo
  }
  'GET /photos/{id}/original': {
    path: { id: string }
    query: undefined
    body: undefined
    answer: undefined
  }
  'GET /photos/{id}/preview': {
    path: { id: string }
    query: undefined
    body: undefined
    answer: undefined
  }
  'POST /photos/{id}/reanalyse': {
    path: { id: string }
    query: undefined
    body: undefined
    answer: {
      id: string
      state: 'queued'
    }
  }
  'GET /photos/{id}/similar': {
    path: { id: string }
    query: { limit?: number; sensitive?: 'exclude' | 'include' | 'only'; hidden?: 'exclude' | 'include' | 'only' }
    body: undefined
    answer: {
      items: Array<{
        photo: PhotoSummary
        /** comparable within one answer only */
        score: number
        /** look: a near duplicate; labels: the same tags and objects */
        by: 'meaning' | 'look' | 'labels'
      }>
      /** how the first was found; null when none was */
      by: 'meaning' | 'look' | 'labels' | null
    }
  }
  'GET /photos/{id}/thumb': {
    path: { id: string }
    query: undefined
    body: undefined
    answer: undefined
  }
  'POST /queues/{name}/pause': {
    path: { name: 'ingest' | 'analyse' | 'embed' | 'deliver' }
    query: undefined
    body: undefined
    answer: {
      name: string
      paused: boolean
    }
  }
  'POST /queues/{name}/resume': {
    path: { name: 'ingest' | 'analyse' | 'embed' | 'deliver' }
    query: undefined
    body: undefined
    answer: {
      name: string
      paused: boolean
    }
  }
  'GET /reanalysis': {
    path: undefined
    query: { language: 'en' | 'zh' }
    body: undefined
    answer: {
      photos: number
      /** an estimate; null without any */
      seconds: number | null
    }
  }
  'POST /reanalysis': {
    path: undefined
    query: undefined
    body: {
      language: 'en' | 'zh'
    }
    answer: Errand
  }
  'GET /saved-searches': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      items: Array<SavedSearch>
    }
  }
  'POST /saved-searches': {
    path: undefined
    query: undefined
    body: {
      name: string
      /** the parameters of /search as its address has them, such as {"q": "beach", "from": "2024"} */
      query: Record<string, string>
    }
    answer: SavedSearch
  }
  'GET /saved-searches/{id}': {
    path: { id: number }
    query: undefined
    body: undefined
    answer: SavedSearch
  }
  'PATCH /saved-searches/{id}': {
    path: { id: number }
    query: undefined
    body: {
      name?: string
      /** the parameters of /search as its address has them, such as {"q": "beach", "from": "2024"} */
      query?: Record<string, string>
    }
    answer: SavedSearch
  }
  'DELETE /saved-searches/{id}': {
    path: { id: number }
    query: undefined
    body: undefined
    answer: undefined
  }
  'GET /saved-searches/{id}/photos': {
    path: { id: number }
    query: { limit?: number; cursor?: string }
    body: undefined
    answer: SearchAnswer
  }
  'GET /search': {
    path: undefined
    query: { q: string; category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other'; tag?: string; emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral'; share?: string; from?: string; to?: string; place?: string; people?: string; camera?: string; format?: string; favourite?: 'true' | 'false'; sensitive?: 'exclude' | 'include' | 'only'; hidden?: 'exclude' | 'include' | 'only'; order?: 'relevance' | 'newest' | 'oldest'; limit?: number; cursor?: string }
    body: undefined
    answer: SearchAnswer
  }
  'GET /session': {
    path: undefined
    query: undefined
    body: undefined
    answer: Session
  }
  'POST /session': {
    path: undefined
    query: undefined
    body: {
      password: string
    }
    answer: undefined
  }
  'DELETE /session': {
    path: undefined
    query: undefined
    body: undefined
    answer: undefined
  }
  'POST /session/link': {
    path: undefined
    query: undefined
    body: {
      link: string
      password?: string
    }
    answer: undefined
  }
  'POST /session/password': {
    path: undefined
    query: undefined
    body: {
      current?: string
      password: string
    }
    answer: undefined
  }
  'GET /sessions': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      items: Array<{
        id: number
        userAgent: string
        address: string
        createdAt: string
        lastSeenAt: string
        /** the one that asks */
        current: boolean
      }>
      next: null
    }
  }
  'DELETE /sessions': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      ended: number
    }
  }
  'DELETE /sessions/{id}': {
    path: { id: number }
    query: undefined
    body: undefined
    answer: undefined
  }
  'GET /settings': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      settings: {
        analyseHours: string | null
        language: 'en' | 'zh'
        embeddingModel: string | null
        welcomed: boolean
      }
      /** those that the configuration decides; they cannot be changed here */
      fixed: Array<string>
    }
  }
  'PATCH /settings': {
    path: undefined
    query: undefined
    body: {
      analyseHours?: string | null
      language?: 'en' | 'zh'
      embeddingModel?: string | null
      welcomed?: boolean
    }
    answer: {
      settings: {
        analyseHours: string | null
        language: 'en' | 'zh'
        embeddingModel: string | null
        welcomed: boolean
      }
      /** those that the configuration decides; they cannot be changed here */
      fixed: Array<string>
    }
  }
  'GET /shares': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      items: Array<{
        name: string
        /** null for callers without the scope admin */
        path: string | null
        mode: 'auto' | 'native' | 'poll'
        /** how it is watched now */
        watching: 'native' | 'poll' | null
        state: 'pending' | 'online' | 'offline'
        /** why it is offline */
        reason: string | null
        /** the sentences of these fields by their codes, where they are known */
        told?: Record<string, Array<Told>>
        files: number
        lastScanAt: string | null
        /** what is left out, in the words of .gitignore */
        ignore: Array<string>
      }>
      next: null
    }
  }
  'POST /shares': {
    path: undefined
    query: undefined
    body: {
      name: string
      path: string
      mode?: 'auto' | 'native' | 'poll'
    }
    answer: {
      name: string
      path: string
      mode: string
      state: string
    }
  }
  'PATCH /shares/{name}': {
    path: { name: string }
    query: undefined
    body: {
      name?: string
      mode?: 'auto' | 'native' | 'poll'
      /** lines as in .gitignore, relative to the folder */
      ignore?: Array<string>
    }
    answer: {
      name: string
      /** null for callers without the scope admin */
      path: string | null
      mode: 'auto' | 'native' | 'poll'
      /** how it is watched now */
      watching: 'native' | 'poll' | null
      state: 'pending' | 'online' | 'offline'
      /** why it is offline */
      reason: string | null
      /** the sentences of these fields by their codes, where they are known */
      told?: Record<string, Array<Told>>
      files: number
      lastScanAt: string | null
      /** what is left out, in the words of .gitignore */
      ignore: Array<string>
    }
  }
  'DELETE /shares/{name}': {
    path: { name: string }
    query: undefined
    body: undefined
    answer: undefined
  }
  'POST /shares/{name}/rules-effect': {
    path: { name: string }
    query: undefined
    body: {
      /** lines as in .gitignore, relative to the folder */
      ignore: Array<string>
    }
    answer: {
      /** files of it in the library now */
      present: number
      /** of which so many would leave it */
      leaving: number
      /** files that were left out and would be back */
      returning: number
      /** some of those that would leave */
      examples: Array<string>
    }
  }
  'POST /shares/{name}/scan': {
    path: { name: string }
    query: undefined
    body: undefined
    answer: {
      name: string
    }
  }
  'GET /status': {
    path: undefined
    query: undefined
    body: undefined
    answer: Status
  }
  'GET /suggestions': {
    path: undefined
    query: { q: string; limit?: number }
    body: undefined
    answer: {
      items: Array<{
        /** label: a tag or an object */
        kind: 'place' | 'camera' | 'share' | 'label' | 'category' | 'saved'
        text: string
        /** the whole question with it */
        question: string
      }>
    }
  }
  'GET /throughput': {
    path: undefined
    query: { span?: 'hour' | 'day' }
    body: undefined
    answer: Throughput
  }
  'GET /timeline': {
    path: undefined
    query: { category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other'; tag?: string; emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral'; share?: string; from?: string; to?: string; place?: string; people?: string; camera?: string; format?: string; favourite?: 'true' | 'false'; sensitive?: 'exclude' | 'include' | 'only'; hidden?: 'exclude' | 'include' | 'only'; state?: 'pending' | 'analysed' | 'failed' }
    body: undefined
    answer: {
      total: number
      months: Array<{
        /** 2024-05; null: undated */
        month: string | null
        count: number
      }>
    }
  }
  'GET /timeline/photos': {
    path: undefined
    query: { category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other'; tag?: string; emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral'; share?: string; from?: string; to?: string; place?: string; people?: string; camera?: string; format?: string; favourite?: 'true' | 'false'; sensitive?: 'exclude' | 'include' | 'only'; hidden?: 'exclude' | 'include' | 'only'; state?: 'pending' | 'analysed' | 'failed'; months: string; offset?: number; limit?: number }
    body: undefined
    answer: {
      items: Array<GridPhoto>
    }
  }
  'GET /tokens': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      items: Array<{
        id: number
        name: string
        /** what it may do, those included that come along with others */
        scopes: Array<'read' | 'originals' | 'write' | 'admin' | 'vault' | 'worker'>
        createdAt: string
        expiresAt: string | null
        lastUsedAt: string | null
      }>
      next: null
    }
  }
  'POST /tokens': {
    path: undefined
    query: undefined
    body: {
      name: string
      scopes?: Array<'read' | 'originals' | 'write' | 'admin' | 'vault' | 'worker'>
      expiresAt?: string
    }
    answer: {
      id: number
      name: string
      /** what it may do, those included that come along with others */
      scopes: Array<'read' | 'originals' | 'write' | 'admin' | 'vault' | 'worker'>
      createdAt: string
      expiresAt: string | null
      lastUsedAt: string | null
      token: string
    }
  }
  'DELETE /tokens/{id}': {
    path: { id: number }
    query: undefined
    body: undefined
    answer: undefined
  }
  'GET /tune': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      plan: Plan
      own: Plan | null
    }
  }
  'POST /tune': {
    path: undefined
    query: undefined
    body: {
      minutes?: number
      /** photos at a time: only these of what would be measured */
      slots?: Array<number>
      /** sizes of the picture: only these of what would be measured */
      imageTokens?: Array<number>
    }
    answer: Errand
  }
  'POST /vault/lock': {
    path: undefined
    query: undefined
    body: undefined
    answer: undefined
  }
  'POST /vault/pin': {
    path: undefined
    query: undefined
    body: {
      pin: string | null
      /** the PIN or the password, where there is one */
      current?: string
    }
    answer: undefined
  }
  'POST /vault/unlock': {
    path: undefined
    query: undefined
    body: {
      /** the PIN; while there is none, the password */
      secret: string
    }
    answer: {
      until: string | null
    }
  }
  'GET /webhooks': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      items: Array<{
        id: number
        url: string
        /** event types it is told; empty for all */
        events: Array<string>
        enabled: boolean
        /** it may reach this machine and the own network */
        privateNetwork: boolean
        /** it is told what private photos show; else only that they are private */
        sensitive: boolean
        createdAt: string
      }>
      next: null
    }
  }
  'POST /webhooks': {
    path: undefined
    query: undefined
    body: {
      url: string
      events?: Array<'photo.ingested' | 'photo.analysed' | 'photo.edited' | 'photo.failed' | 'queue.drained' | 'share.offline' | 'share.online'>
      enabled?: boolean
      /** whether it may reach this machine and the own network; left out, only where no sign-in is needed */
      privateNetwork?: boolean
      /** whether it is told what private photos show */
      sensitive?: boolean
      /** made here when left out */
      secret?: string
    }
    answer: {
      id: number
      url: string
      /** event types it is told; empty for all */
      events: Array<string>
      enabled: boolean
      /** it may reach this machine and the own network */
      privateNetwork: boolean
      /** it is told what private photos show; else only that they are private */
      sensitive: boolean
      createdAt: string
      secret: string
    }
  }
  'PATCH /webhooks/{id}': {
    path: { id: number }
    query: undefined
    body: {
      url?: string
      events?: Array<'photo.ingested' | 'photo.analysed' | 'photo.edited' | 'photo.failed' | 'queue.drained' | 'share.offline' | 'share.online'>
      enabled?: boolean
      privateNetwork?: boolean
      sensitive?: boolean
    }
    answer: {
      id: number
      url: string
      /** event types it is told; empty for all */
      events: Array<string>
      enabled: boolean
      /** it may reach this machine and the own network */
      privateNetwork: boolean
      /** it is told what private photos show; else only that they are private */
      sensitive: boolean
      createdAt: string
    }
  }
  'DELETE /webhooks/{id}': {
    path: { id: number }
    query: undefined
    body: undefined
    answer: undefined
  }
  'GET /webhooks/{id}/deliveries': {
    path: { id: number }
    query: { state?: 'pending' | 'delivered' | 'failed'; limit?: number; cursor?: number }
    body: undefined
    answer: {
      items: Array<{
        id: number
        eventId: number
        type: string
        photoId: string | null
        state: 'pending' | 'delivered' | 'failed'
        attempts: number
        lastStatus: number | null
        lastError: string | null
        /** the sentences of these fields by their codes, where they are known */
        told?: Record<string, Array<Told>>
        lastAttemptAt: string | null
        deliveredAt: string | null
        createdAt: string
      }>
      next: string | null
    }
  }
  'POST /webhooks/{id}/test': {
    path: { id: number }
    query: undefined
    body: undefined
    answer: {
      deliveryId: number
    }
  }
  'POST /welcome/demo': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      share: string
    }
  }
}

