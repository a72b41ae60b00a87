/// Files that users sent: which may be fetched, from where, what they are, and where they lie meanwhile. Nothing
/// here knows a provider; each tells by {@link dev.recado.domain.port.MediaSource} where its files are.
@NullMarked
package dev.recado.domain.media;

import org.jspecify.annotations.NullMarked;
