/// The export and the erasure of a user's data.
@NullMarked
package dev.recado.adapter.console.privacy;

import org.jspecify.annotations.NullMarked;
