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
  language: string
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

export type GridPhoto = {
  id: string
  state: 'pending' | 'analysed' | 'failed'
  takenAt: string | null
  width: number | null
  height: number | null
  colour: string | null
  favourite: boolean
  description: string | null
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
  /** null until analysed */
  sensitive: string | null
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
    /** ISO 8601 */
    createdAt: string
  } | null
  failure: {
    stage: string
    code: string
    reason: string
    at: string | null
  } | null
  files: Array<{
    share: string
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
  /** null until analysed */
  sensitive: string | null
  analysis: Analysis | null
  failure: {
    stage: string
    code: string
    reason: string
    at: string | null
  } | null
  /** present files with this content */
  files: Array<{
    share: string
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
  }>
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
    /** when photos are analysed, whether that is now, and when it changes */
    hours?: {
      hours: string
      open: boolean
      changesAt: string | null
    }
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
    path: string
    mode: 'auto' | 'native' | 'poll'
    /** how it is watched now */
    watching: 'native' | 'poll' | null
    state: 'pending' | 'online' | 'offline'
    /** why it is offline */
    reason: string | null
    files: number
    lastScanAt: string | null
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
  'GET /events': {
    path: undefined
    query: { lastEventId?: number; types?: string }
    body: undefined
    answer: undefined
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
  'GET /map': {
    path: undefined
    query: { category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other'; tag?: string; emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral'; share?: string; from?: string; to?: string; place?: string; people?: string; sensitive?: 'exclude' | 'include' | 'only'; state?: 'pending' | 'analysed' | 'failed'; cell?: number; bounds?: string }
    body: undefined
    answer: {
      items: Array<MapCluster>
      next: null
    }
  }
  'GET /photos': {
    path: undefined
    query: { category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other'; tag?: string; emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral'; share?: string; from?: string; to?: string; place?: string; people?: string; sensitive?: 'exclude' | 'include' | 'only'; state?: 'pending' | 'analysed' | 'failed'; order?: 'newest' | 'oldest' | 'analysed'; limit?: number; cursor?: string }
    body: undefined
    answer: {
      items: Array<PhotoSummary>
      next: string | null
    }
  }
  'GET /photos/{id}': {
    path: { id: string }
    query: undefined
    body: undefined
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
  'GET /photos/{id}/thumb': {
    path: { id: string }
    query: undefined
    body: undefined
    answer: undefined
  }
  'POST /queues/{name}/pause': {
    path: { name: 'ingest' | 'analyse' | 'deliver' }
    query: undefined
    body: undefined
    answer: {
      name: string
      paused: boolean
    }
  }
  'POST /queues/{name}/resume': {
    path: { name: 'ingest' | 'analyse' | 'deliver' }
    query: undefined
    body: undefined
    answer: {
      name: string
      paused: boolean
    }
  }
  'GET /search': {
    path: undefined
    query: { q: string; sensitive?: 'exclude' | 'include' | 'only'; limit?: number; cursor?: string }
    body: undefined
    answer: {
      items: Array<{
        photo: PhotoSummary
        /** comparable within one answer only */
        score: number
        why: Array<{
          field: string
          terms: Array<string>
        }>
      }>
      next: string | null
      /** what of the question was searched for, and how */
      understood: {
        text: string
      }
      /** false when no photo has every word, and these have some */
      complete: boolean
    }
  }
  'GET /settings': {
    path: undefined
    query: undefined
    body: undefined
    answer: {
      settings: {
        analyseHours: string | null
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
    }
    answer: {
      settings: {
        analyseHours: string | null
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
        path: string
        mode: 'auto' | 'native' | 'poll'
        /** how it is watched now */
        watching: 'native' | 'poll' | null
        state: 'pending' | 'online' | 'offline'
        /** why it is offline */
        reason: string | null
        files: number
        lastScanAt: string | null
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
  'DELETE /shares/{name}': {
    path: { name: string }
    query: undefined
    body: undefined
    answer: undefined
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
  'GET /throughput': {
    path: undefined
    query: { span?: 'hour' | 'day' }
    body: undefined
    answer: Throughput
  }
  'GET /timeline': {
    path: undefined
    query: { category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other'; tag?: string; emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral'; share?: string; from?: string; to?: string; place?: string; people?: string; sensitive?: 'exclude' | 'include' | 'only'; state?: 'pending' | 'analysed' | 'failed' }
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
    query: { category?: 'travel' | 'people' | 'party' | 'pets' | 'food' | 'nature' | 'city' | 'document' | 'screenshot' | 'vehicle' | 'home' | 'event' | 'art' | 'sport' | 'other'; tag?: string; emotion?: 'warm' | 'joyful' | 'serene' | 'lively' | 'romantic' | 'solemn' | 'sad' | 'neutral'; share?: string; from?: string; to?: string; place?: string; people?: string; sensitive?: 'exclude' | 'include' | 'only'; state?: 'pending' | 'analysed' | 'failed'; months: string; offset?: number; limit?: number }
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
        createdAt: string
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
    }
    answer: {
      id: number
      name: string
      createdAt: string
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
      events?: Array<'photo.ingested' | 'photo.analysed' | 'photo.failed' | 'queue.drained' | 'share.offline' | 'share.online'>
      enabled?: boolean
      /** made here when left out */
      secret?: string
    }
    answer: {
      id: number
      url: string
      /** event types it is told; empty for all */
      events: Array<string>
      enabled: boolean
      createdAt: string
      secret: string
    }
  }
  'PATCH /webhooks/{id}': {
    path: { id: number }
    query: undefined
    body: {
      url?: string
      events?: Array<'photo.ingested' | 'photo.analysed' | 'photo.failed' | 'queue.drained' | 'share.offline' | 'share.online'>
      enabled?: boolean
    }
    answer: {
      id: number
      url: string
      /** event types it is told; empty for all */
      events: Array<string>
      enabled: boolean
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
}

