/// Files that users sent: fetching, checking and keeping them.
@NullMarked
package dev.recado.domain.media;

import org.jspecify.annotations.NullMarked;
