/// What the store holds of one user: read, erased, and how long it is kept.
@NullMarked
package dev.recado.adapter.mongodb.privacy;

import org.jspecify.annotations.NullMarked;
