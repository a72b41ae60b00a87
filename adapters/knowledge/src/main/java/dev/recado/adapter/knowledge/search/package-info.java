/// Full-text search (BM25 by Lucene) over passages, combined with embeddings where a server for them is
/// configured.
@NullMarked
package dev.recado.adapter.knowledge.search;

import org.jspecify.annotations.NullMarked;
