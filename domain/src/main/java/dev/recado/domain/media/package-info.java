/// Users' files: fetching, type detection, checks and the cache.
@NullMarked
package dev.recado.domain.media;

import org.jspecify.annotations.NullMarked;
