/**
 * The data model. Share: a watched root. File: a path in a share. Photo: distinct content, known by its sha256.
 * Analysis: one answer of one model about one photo. Edits: what the owner says of it, which wins. Outbox: what happened,
 * for webhooks and live views.
 */

/** tokens, credentials, sessions */
export * from './schema/access.js'
/** analyses, the owner's edits of them, and the view of both */
export * from './schema/analysis.js'
/** settings, errands, heartbeats, metrics */
export * from './schema/daemon.js'
/** outbox, webhooks, deliveries */
export * from './schema/delivery.js'
/** shares, files, photos */
export * from './schema/library.js'
/** documents and embeddings to search in, places, saved searches */
export * from './schema/search.js'
